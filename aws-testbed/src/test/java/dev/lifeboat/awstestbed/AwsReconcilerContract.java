package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.claim.PromotionGate;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.ReconcilerContract;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every reconciler of AWS must do beside the contract of all, each with an account of its
/// own.
///
/// A run is open on `shop` when a test begins, under [#EPOCH]. The account changes slowly: what it
/// accepted holds some looks later.
public abstract class AwsReconcilerContract<G extends Goal> extends ReconcilerContract<G> {
  public static final long EPOCH = 2;
  public static final RunId RUN = new RunId("r-2");

  /// The first request and the looks after it, with room for what is throttled.
  private static final int TURNS = 40;

  /// The machine may be busy; the point is that it is seconds.
  private static final Duration SLACK = Duration.ofSeconds(6);

  protected final TestBed bed;
  protected final AwsClients clients;
  private final DynamoPlacements placements;

  protected AwsReconcilerContract(TestBed bed) {
    this.bed = bed;
    this.clients = bed.newClients();
    this.placements = new DynamoPlacements(Tables.table(bed, Tables.newPlacements(bed)));
  }

  /// Where its effects happen.
  protected abstract String region();

  protected abstract String service();

  /// The operation that brings it about.
  protected abstract String operation();

  /// Whether a call changes nothing.
  protected boolean isLook(GatedCall call) {
    return call.operation().startsWith("Describe");
  }

  protected final PresentClaim claim() {
    return new PresentClaim(placements, "shop");
  }

  protected final DynamoPlacements placements() {
    return placements;
  }

  protected final PromotionGate gate() {
    return Gates.of(placements, claim());
  }

  /// The placement as the engine has it when such a goal's turn comes.
  protected Placement placed() {
    return Placement.first("shop", "east").claimedBy(RUN);
  }

  @BeforeEach
  protected final void place() throws ProblemException {
    placements.compareAndSet(Optional.empty(), placed());
  }

  @AfterEach
  protected final void end() {
    clients.close();
  }

  @Override
  protected final int turns() {
    return TURNS;
  }

  @Override
  protected final void accepted(Observation seen) {
    assertThat(seen).isInstanceOf(Observation.Pending.class);
  }

  @Override
  protected final void assertLooksOnly(ThrowingCallable act) throws Exception {
    int before = bed.gate().calls().size();
    call(act);
    assertThat(bed.gate().callsSince(before))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call).matches(this::isLook));
  }

  /// Asking for the claim is none.
  @Override
  protected final void assertNoEffect(ThrowingCallable act) throws Exception {
    int before = bed.gate().calls().size();
    call(act);
    assertThat(bed.gate().callsSince(before))
        .filteredOn(call -> call.service().equals(service()))
        .allSatisfy(call -> assertThat(call).matches(this::isLook));
  }

  private static void call(ThrowingCallable act) throws Exception {
    try {
      act.call();
    } catch (Exception | Error failed) {
      throw failed;
    } catch (Throwable other) {
      throw new AssertionError(other);
    }
  }

  @Override
  protected final void cutOff() {
    bed.gate().cut(region(), Cut.REFUSE);
  }

  @Override
  protected final void mend() {
    bed.gate().mend();
  }

  @Test
  void what_took_effect_and_whose_answer_was_lost_is_seen() throws Exception {
    bed.gate().loseAnswer(region(), service(), operation());
    pursueUnlessItPasses(1);
    reach();
    assertOneEffect();
    assertThat(bed.gate().calls())
        .anyMatch(it -> it.is(region(), service(), operation(), Optional.of(Cut.LOSE_ANSWER)));
  }

  @Test
  protected void with_every_other_call_throttled_it_gets_there() throws Exception {
    bed.gate().throttleEveryOther(region(), service());
    for (int turn = 1; turn <= TURNS; turn++) {
      if (reconciler().observe(goal()) instanceof Observation.Met) {
        assertOneEffect();
        return;
      }
      pursueUnlessItPasses(turn);
    }
    throw new AssertionError("not met: " + reconciler().observe(goal()).text());
  }

  @Test
  void a_region_that_hangs_is_told_within_seconds() {
    bed.gate().cut(region(), Cut.HANG);
    var began = System.nanoTime();
    var told =
        assertThatExceptionOfType(ProblemException.class)
            .isThrownBy(() -> reconciler().pursue(goal(), attempt(1)))
            .actual()
            .problem();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AwsClients.CALL.plus(SLACK));
    assertThat(told.code()).isEqualTo(Code.LB2002);
    assertThat(told.retry()).isEqualTo(Problem.Retry.LATER);
    assertThat(told.happened()).contains(region());
  }

  @Test
  void without_a_store_of_placements_that_can_be_written_there_is_no_effect() {
    bed.gate().cut(Tables.REGION, "dynamodb", Cut.UNAVAILABLE);
    int before = bed.gate().calls().size();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> reconciler().pursue(goal(), attempt(1)))
        .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB2002));
    assertThat(bed.gate().callsSince(before))
        .noneMatch(call -> call.operation().equals(operation()));
  }

  @Override
  protected final Attempt attempt(int number) {
    return ofTheOpenRun(number);
  }

  public static Attempt ofTheOpenRun(int number) {
    return new Attempt(RUN, new StepId("s"), EPOCH, number, Instant.MAX, Succession.of(1));
  }

  /// Another run has gone on since; and the same run, under the epoch of before its undo.
  @Override
  protected final List<Attempt> late() {
    return List.of(ofTheRunBefore(), attempt(RUN, EPOCH - 1));
  }

  /// Of a run that another one has followed.
  protected static Attempt ofTheRunBefore() {
    return attempt(new RunId("r-1"), EPOCH);
  }

  private static Attempt attempt(RunId run, long epoch) {
    return new Attempt(run, new StepId("s"), epoch, 1, Instant.MAX, Succession.of(1));
  }
}
