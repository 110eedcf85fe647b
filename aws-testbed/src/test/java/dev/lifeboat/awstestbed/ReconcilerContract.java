package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.claim.PromotionGate;
import dev.lifeboat.aws.store.DynamoPlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What every reconciler of AWS must do, whatever befalls its calls. Each has one subclass, and
/// other tests only for what it promises more.
///
/// A run is open on `shop` when a test begins, under [#EPOCH]. The account changes slowly: what it
/// accepted holds some looks later.
public abstract class ReconcilerContract<G extends Goal> {
  public static final long EPOCH = 2;
  public static final RunId RUN = new RunId("r-2");

  /// The first request and the looks after it, with room for what is throttled.
  private static final int TURNS = 40;

  /// The machine may be busy; the point is that it is seconds.
  private static final Duration SLACK = Duration.ofSeconds(6);

  protected final TestBed bed;
  protected final AwsClients clients;
  private volatile boolean accepted = true;
  private final DynamoPlacements placements;

  protected ReconcilerContract(TestBed bed) {
    this.bed = bed;
    this.clients = bed.newClients();
    this.placements = new DynamoPlacements(Tables.table(bed, Tables.newPlacements(bed)));
  }

  /// What is asked for, which does not hold yet.
  protected abstract G goal();

  protected abstract Reconciler<G> reconciler();

  /// Where its effects happen.
  protected abstract String region();

  protected abstract String service();

  /// The operation that brings it about.
  protected abstract String operation();

  /// Whether a call changes nothing.
  protected boolean isLook(GatedCall call) {
    return call.operation().startsWith("Describe");
  }

  /// Fails unless the account shows one effect of what was asked for, and no trace of a second.
  protected abstract void assertOneEffect();

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

  @Test
  @Tag("invariant-49")
  void what_is_asked_for_holds_once_the_account_shows_it_and_not_before() throws Exception {
    assertThat(reconciler().preflight(goal())).isEqualTo(Readiness.ready());
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);

    pursueUnlessItPasses(1);

    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Pending.class);
    reach();
    assertOneEffect();
  }

  @Test
  void a_look_changes_nothing() throws Exception {
    int before = bed.gate().calls().size();
    reconciler().preflight(goal());
    reconciler().observe(goal());
    assertThat(bed.gate().callsSince(before))
        .isNotEmpty()
        .allSatisfy(call -> assertThat(call).matches(this::isLook));
  }

  @Test
  void asked_for_again_it_has_one_effect() throws Exception {
    pursueUnlessItPasses(1);
    pursueUnlessItPasses(2);
    reach();
    pursueUnlessItPasses(3);
    reach();
    assertOneEffect();
  }

  @Test
  void delivered_twice_at_once_it_has_one_effect() throws Exception {
    Callable<Boolean> request =
        () -> {
          pursueUnlessItPasses(1);
          return true;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var reply : threads.invokeAll(List.of(request, request))) {
        assertThat(reply.get()).isTrue();
      }
    }
    reach();
    assertOneEffect();
  }

  @Test
  void what_took_effect_and_whose_answer_was_lost_is_seen() throws Exception {
    bed.gate().loseAnswer(region(), service(), operation());
    pursueUnlessItPasses(1);
    reach();
    assertOneEffect();
    assertThat(bed.gate().calls())
        .contains(new GatedCall(region(), service(), operation(), Optional.of(Cut.LOSE_ANSWER)));
  }

  @Test
  void with_every_other_call_throttled_it_gets_there() throws Exception {
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
  void who_does_not_reach_the_region_tells_so_and_takes_it_for_nothing() throws Exception {
    bed.gate().cut(region(), Cut.REFUSE);
    assertThat(reconciler().observe(goal())).isInstanceOf(Observation.Unreachable.class);
    bed.gate().mend();
    pursueUnlessItPasses(1);
    reach();
  }

  /// Another run has gone on since; and the same run, under the epoch of before its undo.
  @Test
  @Tag("invariant-48")
  void a_late_request_has_no_effect() throws Exception {
    for (var late : List.of(late(), attempt(RUN, EPOCH - 1))) {
      int before = bed.gate().calls().size();
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> reconciler().pursue(goal(), late))
          .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(Code.LB3002));
      assertThat(bed.gate().callsSince(before))
          .filteredOn(call -> call.service().equals(service()))
          .allSatisfy(call -> assertThat(call).matches(this::isLook));
    }
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

  public static Attempt attempt(int number) {
    return new Attempt(RUN, new StepId("s"), EPOCH, number, Instant.MAX, Succession.of(1));
  }

  /// Of a run that another one has followed.
  protected static Attempt late() {
    return attempt(new RunId("r-1"), EPOCH);
  }

  private static Attempt attempt(RunId run, long epoch) {
    return new Attempt(run, new StepId("s"), epoch, 1, Instant.MAX, Succession.of(1));
  }

  /// Asks as the engine does: a refusal must be one that it repeats.
  protected final void pursueUnlessItPasses(int number) throws InterruptedException {
    try {
      reconciler().pursue(goal(), attempt(number));
      accepted = true;
    } catch (ProblemException passing) {
      accepted = false;
      assertThat(passing.problem().retry())
          .as(passing.problem().happened())
          .isEqualTo(Problem.Retry.LATER);
    }
  }

  /// Looks until it holds, and asks again as long as it was refused, as the engine does.
  protected final void reach() throws InterruptedException {
    for (int look = 0; look < TURNS; look++) {
      if (reconciler().observe(goal()) instanceof Observation.Met) {
        return;
      }
      if (!accepted) {
        pursueUnlessItPasses(look + 2);
      }
    }
    throw new AssertionError("not met: " + reconciler().observe(goal()).text());
  }
}
