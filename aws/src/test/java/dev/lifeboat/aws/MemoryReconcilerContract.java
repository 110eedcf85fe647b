package dev.lifeboat.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.ReconcilerContract;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;

/// The contract of a reconciler of AWS over parts in memory, which need no emulated account. A run
/// is open on `shop` when a test begins, under [#EPOCH].
public abstract class MemoryReconcilerContract<G extends Goal> extends ReconcilerContract<G> {
  protected static final long EPOCH = 2;
  protected static final RunId RUN = new RunId("r-2");
  private static final int TURNS = 40;

  protected final DynamoPlacements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));

  /// How often what is asked for was changed; a look changes nothing.
  protected abstract int changes();

  protected final PresentClaim claim() {
    return new PresentClaim(placements, "shop");
  }

  /// The placement as the engine has it when such a goal's turn comes.
  protected Placement placed() {
    return Placement.first("shop", "east").claimedBy(RUN);
  }

  @BeforeEach
  protected final void place() throws ProblemException {
    placements.compareAndSet(Optional.empty(), placed());
  }

  @Override
  protected final int turns() {
    return TURNS;
  }

  @Override
  protected void accepted(Observation seen) throws Exception {
    assertThat(seen).isInstanceOf(Observation.Met.class);
  }

  @Override
  protected final void assertLooksOnly(ThrowingCallable act) throws Exception {
    assertNoEffect(act);
  }

  @Override
  protected final void assertNoEffect(ThrowingCallable act) throws Exception {
    int before = changes();
    try {
      act.call();
    } catch (Exception | Error failed) {
      throw failed;
    } catch (Throwable other) {
      throw new AssertionError(other);
    }
    assertThat(changes()).isEqualTo(before);
  }

  @Override
  protected final Attempt attempt(int number) {
    return attempt(RUN, EPOCH, number);
  }

  private static Attempt attempt(RunId run, long epoch, int number) {
    return new Attempt(run, new StepId("s"), epoch, number, Instant.MAX, Succession.of(1));
  }

  /// Another run has gone on since; and the same run, under the epoch of before its undo.
  @Override
  protected List<Attempt> late() {
    return List.of(attempt(new RunId("r-1"), EPOCH, 1), attempt(RUN, EPOCH - 1, 1));
  }
}
