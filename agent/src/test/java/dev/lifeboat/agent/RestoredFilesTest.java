package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.KeptCopy;
import dev.lifeboat.agent.state.RestoredFrom;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Files that were restored from a vault are taken whole, for their run alone, and never instead of
/// something that exists only once.
@ExtendWith(Binaries.class)
class RestoredFilesTest {
  private TestRegions regions;
  private Path restored;

  /// West followed east and is stopped; a copy of its files lies beside them.
  @BeforeEach
  void make(Installation postgres) throws Exception {
    regions = new TestRegions(postgres);
    regions.east().begin();
    regions.east().initialise();
    regions.cloneWest();
    var west = regions.west();
    Await.until("west has heard whom it follows", () -> west.orders().followed() != null);
    west.agent().assign("orders", AssignmentRequest.stopped(1, Stop.ORDERLY));
    restored = RestoredFrom.folder(west.data);
    var copied =
        new ProcessBuilder("cp", "-a", west.data.toString(), restored.toString())
            .inheritIO()
            .start();
    assertThat(copied.waitFor()).isZero();
    new RestoredFrom(2, "offsite", 1, "0/3000000").write(restored);
    Files.writeString(restored.resolve("recovery.signal"), "");
  }

  @AfterEach
  void end() throws Exception {
    regions.close();
  }

  private List<String> kept() throws IOException, InterruptedException {
    return regions.west().agent().keptCopies("orders").copies().stream()
        .map(KeptCopy::name)
        .toList();
  }

  /// What its ledger says of the files that were replaced under an epoch.
  private String told(long epoch) throws IOException {
    var west = regions.west();
    return Files.readString(west.state.resolve("ledgers").resolve("orders-" + epoch + ".files"));
  }

  private void assertRefused(long epoch, String why) throws Exception {
    var refused = LastingRefusal.of(() -> regions.west().agent().takeRestored("orders", epoch));
    assertThat(refused.status()).as(refused.why()).isEqualTo(409);
    assertThat(refused.why()).contains(why);
    assertThat(kept()).as("nothing was changed").isEmpty();
    assertThat(restored).exists();
  }

  @Test
  void it_is_taken_whole_and_for_its_own_run_alone_and_what_was_there_is_kept() throws Exception {
    var west = regions.west();
    assertRefused(3, "nothing whole was restored for orders under epoch 3");
    var control = restored.resolve("global").resolve("pg_control");
    var unfinished = restored.resolve("global").resolve("pg_control.unfinished");
    Files.move(control, unfinished);
    assertRefused(2, "nothing whole was restored for orders under epoch 2");
    Files.move(unfinished, control);

    var taken = west.agent().takeRestored("orders", 2);

    assertThat(taken.restored()).isEqualTo(new RestoredFrom(2, "offsite", 1, "0/3000000"));
    assertThat(taken.duty().role()).isEqualTo(Role.REPLICA);
    assertThat(taken.writable()).contains(false);
    assertThat(taken.followed()).as("its own files tell whom they followed").isNotNull();
    assertThat(kept()).containsExactly("orders.kept-2");
    assertThat(told(2)).isEqualTo("orders.kept-2");
    assertThat(restored).doesNotExist();
    west.kill();
    west.begin();
    Await.until(
        "it stands read-only after a restart too",
        () -> west.orders().writable().filter(it -> !it).isPresent());
    assertThat(west.orders().restored()).isNotNull();
    assertThat(west.data.resolve("recovery.signal"))
        .as("a promotion leaves it, and no start after that would succeed")
        .doesNotExist();
  }

  @Test
  void a_writer_takes_nothing_and_does_not_stand_down() throws Exception {
    regions.arbiter.says("west", 2);
    regions.west().agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1)));

    assertRefused(2, "orders is assigned to write; fence it first");
    var refused = LastingRefusal.of(() -> regions.west().agent().standDown("orders", 2));
    assertThat(refused.status()).as(refused.why()).isEqualTo(409);
    assertThat(regions.west().orders().writable()).contains(true);
  }

  /// Goal: a region that died before it was fenced can take what was restored once it is back, and
  /// what it may have alone is kept. Method: it is the writer, and is stopped under the next epoch.
  @Test
  void a_former_writer_takes_it_once_it_is_stopped_and_its_files_are_kept() throws Exception {
    var west = regions.west();
    regions.arbiter.says("west", 2);
    west.agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1)));
    new RestoredFrom(3, "offsite", 1, "0/3000000").write(restored);

    west.agent().assign("orders", AssignmentRequest.stopped(3, Stop.IMMEDIATE));
    var taken = west.agent().takeRestored("orders", 3);

    assertThat(taken.duty().role()).isEqualTo(Role.REPLICA);
    assertThat(taken.restored()).isEqualTo(new RestoredFrom(3, "offsite", 1, "0/3000000"));
    assertThat(kept()).containsExactly("orders.kept-3");
    assertThat(told(3)).isEqualTo("orders.kept-3");
  }

  /// Goal: the files that are left once the writer is elsewhere go only when nothing is in them
  /// alone. Method: the writer does not answer; then it does.
  @Test
  void what_stands_down_is_kept_unless_it_is_shown_that_nothing_is_in_it_alone() throws Exception {
    var west = regions.west();
    west.agent().assign("orders", AssignmentRequest.replica(2, Stop.IMMEDIATE));
    regions.east().kill();

    var gone = west.agent().standDown("orders", 3);

    assertThat(gone.control().controlState()).isNull();
    assertThat(gone.server().running()).isFalse();
    assertThat(kept()).containsExactly("orders.kept-3");
    assertThat(told(3)).isEqualTo("orders.kept-3");
    assertThat(west.agent().standDown("orders", 3).server().running()).isFalse();
    assertThat(kept()).hasSize(1);

    regions.east().begin();
    new RestoredFrom(4, "offsite", 1, "0/3000000").write(restored);
    west.agent().takeRestored("orders", 4);
    Await.until("the writer answers", () -> regions.east().orders().writable().orElse(false));
    west.agent().standDown("orders", 5);
    assertThat(kept()).as("all of it is in the writer too").containsExactly("orders.kept-3");
    assertThat(told(5)).isEqualTo("not kept: nothing was in them alone");
    assertThat(west.data).doesNotExist();
  }
}
