package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.ReconcilerContract;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.provider.RestoredLog;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The contract of [VaultProtection], over a vault in memory.
final class VaultProtectionContractTest extends ReconcilerContract<Goal.Protected> {
  private static final Instant NOW = Instant.parse("2026-11-28T02:00:00Z");
  private static final RunId RUN = new RunId("r-2");
  private static final long WRITER = 1;
  private static final int TURNS = 40;

  @TempDir private Path folder;
  private FilePlacements placements;
  private BackupPolicy policy;
  private final OneBase vault = new OneBase();

  /// A vault that has nothing until it is told to keep the writer.
  private static final class OneBase implements RestoreSource {
    private static final Problem AWAY =
        Problem.passing(Code.LB9003, "vault 'offsite': no answer", "nothing", "wait");

    private volatile boolean away;
    private int asked;
    private int bases;

    @Override
    public synchronized VaultLook look(VaultWish wish) {
      if (away) {
        return new VaultLook.Unread(AWAY);
      }
      return bases == 0
          ? new VaultLook.Empty(AWAY)
          : new VaultLook.Found(
              new VaultPoint("offsite", "base", WRITER, 1, "0/5000060", Optional.of(NOW), 1),
              List.of());
    }

    @Override
    public Optional<VaultPoint> noted(String database) {
      return Optional.empty();
    }

    @Override
    public RestoredLog restore(VaultPoint point, String database, Path to) {
      throw new AssertionError("nothing is restored");
    }

    @Override
    public synchronized void keep(String database) throws ProblemException {
      asked++;
      if (away) {
        throw AWAY.asException();
      }
      bases = Math.max(bases, 1);
    }

    synchronized int asked() {
      return asked;
    }
  }

  @BeforeEach
  void place() throws Exception {
    placements = new FilePlacements(Files.createDirectory(folder.resolve("placements")));
    var first = Placement.first("shop", "east");
    placements.compareAndSet(Optional.empty(), first);
    placements.compareAndSet(Optional.of(first), first.claimedBy(RUN));
    var text =
        Files.readString(Path.of("..", "examples", "storefront", "lifeboat.yaml"))
                .replace("    verify:", "    backup: { to: offsite, logs: 5m }\n    verify:")
            + "vaults: { offsite: { url: a } }\n";
    var file = Files.writeString(folder.resolve("lifeboat.yaml"), text);
    policy =
        PlanReader.OF_ANY_PROVIDER.read(file).orThrow().workload("shop").backup().orElseThrow();
  }

  @Override
  protected Goal.Protected goal() {
    return new Goal.Protected("orders", "east");
  }

  @Override
  protected Reconciler<Goal.Protected> reconciler() {
    return new VaultProtection(
        () -> NOW, placements, "shop", new PresentEpoch(placements, "shop"), vault, policy);
  }

  @Override
  protected Attempt attempt(int number) {
    return attempt(RUN, WRITER + 1, number);
  }

  private static Attempt attempt(RunId run, long epoch, int number) {
    return new Attempt(run, new StepId("s"), epoch, number, Instant.MAX, Succession.of(WRITER));
  }

  /// Another run has gone on since; and the same run, under the epoch of before its undo.
  @Override
  protected List<Attempt> late() {
    return List.of(attempt(new RunId("r-1"), WRITER + 1, 1), attempt(RUN, WRITER, 1));
  }

  @Override
  protected int turns() {
    return TURNS;
  }

  @Override
  protected void assertOneEffect() {
    assertThat(vault.bases).isEqualTo(1);
  }

  @Override
  protected void assertLooksOnly(ThrowingCallable act) throws Exception {
    assertNoEffect(act);
  }

  @Override
  protected void assertNoEffect(ThrowingCallable act) throws Exception {
    int before = vault.asked();
    var placed = placements.read("shop");
    assertThatCode(act).doesNotThrowAnyException();
    assertThat(vault.asked()).isEqualTo(before);
    assertThat(placements.read("shop")).isEqualTo(placed);
  }

  @Override
  protected void accepted(Observation seen) {
    assertThat(seen).isInstanceOf(Observation.Met.class);
  }

  @Override
  protected void cutOff() {
    vault.away = true;
  }

  @Override
  protected void mend() {
    vault.away = false;
  }
}
