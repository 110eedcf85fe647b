package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.state.RestoredFrom;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.setup.Secrets;
import dev.lifeboat.lab.topology.FarRegion;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.provider.RestoredLog;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests to a region that is to take a restored database, by what it was before.
final class DatabaseRestoreTest {
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Restored GOAL = new Goal.Restored("orders", "west");
  private static final String HOST = "127.0.0.1";
  private static final long EPOCH = 4;

  @TempDir private Path folder;
  private FilePlacements placements;

  /// A run holds the placement under epoch 4, and had the files restored.
  @BeforeEach
  void restore() throws Exception {
    placements = new FilePlacements(Files.createDirectory(folder.resolve("placements")));
    placements.compareAndSet(
        Optional.empty(), new Placement("shop", "east", EPOCH - 1, EPOCH, Optional.of(RUN)));
    var restored = RestoredFrom.folder(folder().database("west", "orders"));
    new RestoredFrom(EPOCH, "offsite", 1, "0/3000000").write(Files.createDirectories(restored));
  }

  private LabFolder folder() {
    return new LabFolder(folder, folder.resolve("databases"), folder);
  }

  private void pursue(RoledAgent agent) throws InterruptedException, ProblemException {
    pursue(agent, new RestoreSource.Unopened(), Succession.of(3));
  }

  private void pursue(RoledAgent agent, RestoreSource vaults, Succession succession)
      throws InterruptedException, ProblemException {
    var readiness = new RestoreReadiness(placements, "shop", vaults);
    new DatabaseRestore(
            clients(agent), new PresentEpoch(placements, "shop"), readiness, List.of("orders"))
        .pursue(GOAL, new Attempt(RUN, new StepId("restore"), EPOCH, 1, Instant.MAX, succession));
  }

  private LabClients clients(RoledAgent agent) {
    var far = new FarRegion("west", HOST, agent.port(), 1, Map.of(), Map.of(), Map.of());
    var edge = new Topology.EdgeSite("edge", HOST, 1, 1, Map.of("west", far), Map.of());
    var topology =
        new Topology("shop", Map.of("east", region("east"), "west", region("west")), edge);
    var login = new Credential("u", "p");
    var parts = Map.of("controller@edge", "00", "agent@west", "00");
    var secrets = new Secrets(login, login, login, login, parts, Secrets.FORM);
    return new LabClients(folder(), topology, secrets);
  }

  private static Topology.RegionSite region(String name) {
    return new Topology.RegionSite(name, HOST, 1, 1, 1, 1, 1, 1, Map.of(), Map.of(), Map.of());
  }

  /// Goal: a second failover can restore in a region that died as the writer before it was fenced,
  /// and came back. Method: its agent still says writer; what was restored is to be taken.
  @Test
  void a_former_writer_is_stopped_under_the_epoch_of_the_run_before_it_takes_anything()
      throws Exception {
    try (var agent = new RoledAgent(Role.WRITER, 1)) {
      pursue(agent);
      pursue(agent);
      assertThat(agent.asked()).containsExactly("STOPPED IMMEDIATE 4", "take");
    }
  }

  @Test
  void what_is_no_writer_is_asked_for_nothing_else() throws Exception {
    try (var agent = new RoledAgent(Role.STOPPED, 3)) {
      pursue(agent);
      assertThat(agent.asked()).containsExactly("take");
    }
  }

  /// Its agent has seen more than this run.
  @Test
  void a_writer_of_a_later_epoch_stays_one() throws Exception {
    try (var agent = new RoledAgent(Role.WRITER, EPOCH + 1)) {
      assertThatThrownBy(() -> pursue(agent)).isInstanceOf(ProblemException.class);
      assertThat(agent.asked()).containsExactly("STOPPED IMMEDIATE 4");
    }
  }

  private Path restored() {
    return RestoredFrom.folder(folder().database("west", "orders"));
  }

  /// Goal: two controllers never write among each other's files. Method: another one has the lock.
  @Test
  void what_another_process_restores_is_left_to_it() throws Exception {
    var lock = restored().resolveSibling("orders.restored.lock");
    try (var agent = new RoledAgent(Role.STOPPED, 3)) {
      try (var _ = ExclusiveLock.on(lock)) {
        assertThatThrownBy(() -> pursue(agent))
            .hasMessageContaining("another process restores orders in west");
        assertThat(agent.asked()).isEmpty();
        assertThat(agent.looks()).as("what it says now may not be so behind the lock").isZero();
      }
      pursue(agent);
      assertThat(agent.asked()).containsExactly("take");
    }
  }

  /// Goal: the result tells what was restored, and not what a person was shown before the fence.
  /// Method: the vault that is read has another writer's log by then.
  @Test
  void what_was_really_restored_and_what_it_lacks_is_kept_with_the_files() throws Exception {
    FileTree.delete(restored());
    var word = new Succession(3, List.of(), Optional.of("LOSS ACCEPTED by ann: it burnt"));
    try (var agent = new RoledAgent(Role.STOPPED, 3)) {
      pursue(agent, new OlderVault(), word);
    }
    assertThat(RestoredFrom.read(restored()).orElseThrow().phrase())
        .isEqualTo(
            "vault 'offsite', whose log ends at 0/4000000 on timeline 1, as a person accepted:"
                + " 'orders' in vault 'offsite' followed the writer of epoch 1, not that of epoch 3");
  }

  /// A vault with the log of the writer of epoch 1 alone.
  private record OlderVault() implements RestoreSource {
    @Override
    public VaultLook look(VaultWish wish) {
      return new VaultLook.Found(
          new VaultPoint("offsite", "base", 1, 1, "0/4000000", Optional.empty(), 1), List.of());
    }

    @Override
    public Optional<VaultPoint> noted(String database) {
      return Optional.empty();
    }

    @Override
    public RestoredLog restore(VaultPoint point, String database, Path to) throws ProblemException {
      try {
        Files.createDirectory(to);
      } catch (IOException left) {
        throw new AssertionError("something is in the way", left);
      }
      return new RestoredLog(point.vault(), point.timeline(), point.reaches());
    }

    @Override
    public void keep(String database) {
      throw new AssertionError("nothing is kept");
    }
  }
}
