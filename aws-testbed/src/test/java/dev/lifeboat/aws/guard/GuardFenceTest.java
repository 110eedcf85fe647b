package dev.lifeboat.aws.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.DynamoTable;
import dev.lifeboat.aws.dynamodb.DynamoVoter;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.RegionPair;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Guards of both regions, whose votes lie in three of them. The databases they would guard are
/// `GuardTest`'s affair.
@Order(3)
@ExtendWith(TestBed.InTests.class)
final class GuardFenceTest {
  private static final LeaseTerms TERMS =
      new LeaseTerms(
          Duration.ofMillis(100), Duration.ofMillis(2_500), Duration.ofMillis(300), 0.01);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final RunId RUN = new RunId("r-2");
  private static final Goal.Fenced GOAL = new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE);
  private static final Map<String, String> REGIONS =
      Map.of("east", TestBed.PRIMARY, "west", TestBed.RECOVERY, "arbiter", Tables.REGION);

  private final TestBed bed;
  private final Placements placements;
  private final GuardReports reports;
  private final Map<String, String> tables = new LinkedHashMap<>();
  private final List<Thread> loops = new ArrayList<>();
  private final List<WorkloadGuard> guards = new ArrayList<>();
  private final Map<String, Reconciler<Goal.Fenced>> closings = new LinkedHashMap<>();

  /// In which regions a guard tells anew while somebody listens.
  private List<String> heard = List.of();

  @TempDir Path state;

  GuardFenceTest(TestBed bed) {
    this.bed = bed;
    this.placements = new DynamoPlacements(Tables.table(bed, Tables.newPlacements(bed)));
    this.reports = new GuardReports(Tables.table(bed, Tables.newJournals(bed)), "shop");
    REGIONS.forEach((name, region) -> tables.put(name, Tables.newVotes(bed, region)));
  }

  @BeforeEach
  void place() throws Exception {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east"));
  }

  @AfterEach
  void end() throws Exception {
    for (var loop : loops) {
      loop.interrupt();
      loop.join();
    }
    for (var guard : guards) {
      guard.end();
    }
  }

  private Map<String, VoterClient> voters() {
    var voters = new LinkedHashMap<String, VoterClient>();
    tables.forEach((name, table) -> {
      var region = REGIONS.get(name);
      var dynamo = bed.once(DynamoDbClient.builder(), region);
      voters.put(
          name,
          new DynamoVoter(
                  new DynamoTable(dynamo, region, table), TERMS, MonotonicClock.ofThisMachine())
              .within(Duration.ofSeconds(2)));
    });
    return voters;
  }

  private GuardFence fence() {
    return new GuardFence(
        new VoteTables(new RegionPair("east", "west"), voters()),
        TERMS,
        placements,
        reports,
        closings,
        new GuardPresence(
            _ -> reports.table(),
            List.of(
                new GuardPresence.Post("shop", "east", "orders"),
                new GuardPresence.Post("shop", "west", "orders")),
            _ -> tellAgain()));
  }

  private void tellAgain() throws InterruptedException {
    try {
      for (var region : heard) {
        reports.tell(region, new GuardedState("orders", GuardedState.Standing.OPEN, "", ""));
      }
    } catch (ProblemException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// A guard in `region` that follows the placement.
  private WorkloadGuard guard(String region) throws Exception {
    var place = new WorkloadGuard.Place("shop", region);
    var guard =
        new WorkloadGuard(
            place,
            voters(),
            TERMS,
            MonotonicClock.ofThisMachine(),
            Map.of(),
            state.resolve(region));
    guard.begin();
    guards.add(guard);
    tell(region, "");
    loops.add(
        Thread.ofVirtual()
            .start(new GuardLoop(guard, place, placements::read, state -> {}, PATIENCE)));
    return guard;
  }

  /// Simulated, as the database is.
  private void tell(String region, String uncovered) throws Exception {
    reports.tell(region, new GuardedState("orders", GuardedState.Standing.OPEN, "", uncovered));
  }

  private void claim() throws ProblemException {
    var placed = placements.read("shop").orElseThrow();
    placements.compareAndSet(Optional.of(placed), placed.claimedBy(RUN));
  }

  private static Attempt attempt(RunId run, long epoch) {
    return new Attempt(run, new StepId("fence-orders"), epoch, 1, Instant.MAX, Succession.NONE);
  }

  private static void await(String what, Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!holds.call()) {
      assertThat(System.nanoTime()).as("waited in vain until %s", what).isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  /// Goal: the fence needs nothing of the region that is fenced, and takes the right to write from
  /// a guard that lives and renews; the other region's guard then has it.
  @Test
  void a_guard_that_lives_loses_its_lease_to_the_other_region() throws Exception {
    var east = guard("east");
    await("east holds the lease", () -> east.state().held());
    tell("west", "");
    heard = List.of("east", "west");
    assertThat(fence().preflight(GOAL)).isEqualTo(Readiness.ready());
    claim();
    assertThat(fence().observe(GOAL)).isInstanceOf(Observation.Pending.class);

    fence().pursue(GOAL, attempt(RUN, 2));

    assertThat(fence().observe(GOAL)).isInstanceOf(Observation.Met.class);
    assertThat(east.state().held()).isFalse();

    var placed = placements.read("shop").orElseThrow();
    placements.compareAndSet(Optional.of(placed), placed.promoted("west", 2));
    var west = guard("west");
    await("west holds the lease", () -> west.state().held());
    assertThat(west.state().epoch()).isEqualTo(2);
    var home = new Goal.Fenced("orders", "west", Goal.Stop.IMMEDIATE);
    assertThat(fence().preflight(home)).isEqualTo(Readiness.ready());
  }

  /// Goal: nothing is promoted where no guard would let the services write.
  @Test
  void where_no_guard_would_take_the_lease_over_a_move_is_not_ready() throws Exception {
    var east = guard("east");
    await("east holds the lease", () -> east.state().held());
    assertThat(hindrance()).isEqualTo("no guard in west ever told of orders");

    tell("west", "");
    heard = List.of("east");
    assertThat(hindrance()).isEqualTo("no guard in west was heard for 30 s");

    heard = List.of("west");
    assertThat(fence().preflight(GOAL)).isEqualTo(Readiness.ready());
  }

  private String hindrance() throws InterruptedException {
    return ((Readiness.NotReady) fence().preflight(GOAL)).problem().happened();
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSE", "UNAVAILABLE", "THROTTLE", "HANG"})
  void a_region_that_is_out_of_reach_is_fenced_without_a_call_to_it(Cut cut) throws Exception {
    var east = guard("east");
    await("east holds the lease", () -> east.state().held());
    end();
    guards.clear();
    loops.clear();
    bed.gate().cut(TestBed.PRIMARY, cut);
    claim();
    int before = bed.gate().calls().size();

    fence().pursue(GOAL, attempt(RUN, 2));

    assertThat(fence().observe(GOAL)).isInstanceOf(Observation.Met.class);
    assertThat(bed.gate().callsSince(before))
        .noneMatch(call -> call.region().equals(TestBed.PRIMARY));
  }

  @Test
  @Tag("invariant-52")
  void without_a_guard_the_end_of_a_lease_is_no_fence() throws Exception {
    var told = ((Readiness.NotReady) fence().preflight(GOAL)).problem();
    assertThat(told.code()).isEqualTo(Code.LB3001);
    assertThat(told.happened()).contains("no guard in east");
    claim();

    assertThat(problem(() -> fence().pursue(GOAL, attempt(RUN, 2))).code()).isEqualTo(Code.LB3001);

    assertThat(fence().observe(GOAL))
        .as("a person may override what nobody can look at")
        .isInstanceOfSatisfying(
            Observation.Unreachable.class,
            seen -> assertThat(seen.why()).contains("no guard in east"));
  }

  /// Simulated: what RDS of a region does while it answers.
  private static final class Closing implements Reconciler<Goal.Fenced> {
    private boolean asked;
    private boolean closed;

    @Override
    public Readiness preflight(Goal.Fenced goal) {
      return Readiness.ready();
    }

    @Override
    public Observation observe(Goal.Fenced goal) {
      return closed ? Observation.met("closed") : Observation.pending("open");
    }

    @Override
    public void pursue(Goal.Fenced goal, Attempt attempt) throws ProblemException {
      if (!asked) {
        asked = true;
        throw Problem.passing(Code.LB3001, "it closes", "nobody is promoted", "wait").asException();
      }
      closed = true;
    }
  }

  @Test
  @Tag("invariant-66")
  void without_a_guard_what_its_region_closes_is_a_fence_once_no_lease_can_be_held()
      throws Exception {
    closings.put("orders", new Closing());
    assertThat(fence().preflight(GOAL)).isEqualTo(Readiness.ready());
    claim();
    assertThat(fence().observe(GOAL)).isEqualTo(Observation.pending("open"));

    assertThat(problem(() -> fence().pursue(GOAL, attempt(RUN, 2))).happened())
        .isEqualTo("it closes");
    fence().pursue(GOAL, attempt(RUN, 2));

    assertThat(fence().observe(GOAL))
        .isInstanceOfSatisfying(
            Observation.Met.class,
            seen -> assertThat(seen.proof()).startsWith("closed; the lease of east is over"));
    closings.put("orders", new Closing());
    assertThat(fence().observe(GOAL))
        .as("it was opened again")
        .isEqualTo(Observation.pending("open"));
  }

  @Test
  void an_orderly_move_is_not_fenced_by_closing_alone() throws Exception {
    closings.put("orders", new Closing());
    var orderly = new Goal.Fenced("orders", "east", Goal.Stop.ORDERLY);

    assertThat(((Readiness.NotReady) fence().preflight(orderly)).problem().happened())
        .contains("no guard in east");
  }

  /// Else a planned move could not be taken back.
  @Test
  void a_region_that_was_never_the_writers_is_fenced_without_a_guard() throws Exception {
    claim();

    fence().pursue(new Goal.Fenced("orders", "west", Goal.Stop.ORDERLY), attempt(RUN, 2));

    assertThat(fence().observe(new Goal.Fenced("orders", "west", Goal.Stop.ORDERLY)))
        .isInstanceOf(Observation.Met.class);
  }

  /// A guard takes no person's word, of whatever version it is, so that votes are all it writes by.
  @Test
  void a_guard_that_never_told_its_voters_what_it_lives_by_is_fenced_by_votes() throws Exception {
    var old = new VoteRequest("shop", 1, "east");
    for (var voter : voters().values()) {
      await("it votes", () -> voter.ask(old) instanceof VoteReply.Granted);
    }
    tell("east", "");
    claim();

    fence().pursue(GOAL, attempt(RUN, 2));

    assertThat(fence().observe(GOAL)).isInstanceOf(Observation.Met.class);
  }

  /// Goal: a move is taken back though its promotion never came to be. Method: the placement names
  /// `west` already, where the guard waits for a writer and so asks for no lease.
  @Test
  void a_region_whose_promotion_never_came_to_be_is_fenced_by_votes() throws Exception {
    var east = guard("east");
    await("east holds the lease", () -> east.state().held());
    claim();
    fence().pursue(GOAL, attempt(RUN, 2));
    tell("west", "");
    var moved = placements.read("shop").orElseThrow().promoted("west", 2);
    placements.compareAndSet(placements.read("shop"), moved);
    claim();
    var back = new Goal.Fenced("orders", "west", Goal.Stop.ORDERLY);

    fence().pursue(back, attempt(RUN, 3));

    assertThat(fence().observe(back)).isInstanceOf(Observation.Met.class);
  }

  /// Goal: a table that the trigger is not on would go on being written to once the guard is lost.
  @Test
  @Tag("invariant-52")
  void a_table_without_the_trigger_makes_the_end_of_a_lease_no_fence() throws Exception {
    var east = guard("east");
    await("east holds the lease", () -> east.state().held());
    tell("east", "public.invoices (GRANT TRIGGER ON public.invoices TO guard)");
    var told = ((Readiness.NotReady) fence().preflight(GOAL)).problem();
    assertThat(told.code()).isEqualTo(Code.LB3001);
    assertThat(told.happened()).contains("GRANT TRIGGER ON public.invoices TO guard");
    claim();

    assertThat(problem(() -> fence().pursue(GOAL, attempt(RUN, 2))).code()).isEqualTo(Code.LB3001);

    assertThat(east.state().held()).isTrue();
    assertThat(fence().observe(GOAL)).isInstanceOf(Observation.Unreachable.class);
  }

  /// Goal: a database that a person let write proves nothing by any vote or report. Method: its
  /// lease had ended by a run that was undone, so that votes alone would prove it.
  @Test
  @Tag("invariant-52")
  void a_guard_that_was_released_is_no_fence_whatever_votes_and_reports_say() throws Exception {
    var east = guard("east");
    await("east holds the lease", () -> east.state().held());
    claim();
    fence().pursue(GOAL, attempt(RUN, 2));
    assertThat(fence().observe(GOAL)).isInstanceOf(Observation.Met.class);

    reports.releases().begin("east", "Ada", Instant.EPOCH);

    assertThat(fence().observe(GOAL))
        .isInstanceOfSatisfying(
            Observation.Unreachable.class, seen -> assertThat(seen.why()).contains("Ada"));
    assertThat(((Readiness.NotReady) fence().preflight(GOAL)).problem().happened()).contains("Ada");
    assertThat(problem(() -> fence().pursue(GOAL, attempt(RUN, 2))).code()).isEqualTo(Code.LB3001);

    reports.releases().end("east", "Ada", Instant.EPOCH);
    assertThat(fence().observe(GOAL)).isInstanceOf(Observation.Met.class);
  }

  @Test
  void a_guard_that_told_nothing_of_its_tables_makes_no_fence() throws Exception {
    var east = guard("east");
    await("east holds the lease", () -> east.state().held());
    var other = new Goal.Fenced("billing", "east", Goal.Stop.IMMEDIATE);
    claim();

    assertThat(problem(() -> fence().pursue(other, attempt(RUN, 2))).happened())
        .contains("never told whether its trigger is on all tables of billing");
  }

  @Test
  @Tag("invariant-52")
  void without_the_arbiter_and_the_recovery_region_nothing_is_proven() throws Exception {
    var east = guard("east");
    await("east holds the lease", () -> east.state().held());
    claim();
    bed.gate().cut(TestBed.RECOVERY, Cut.UNAVAILABLE);

    var told = problem(() -> fence().pursue(GOAL, attempt(RUN, 2)));

    assertThat(told.code()).isEqualTo(Code.LB2020);
    assertThat(told.retry()).isEqualTo(Problem.Retry.LATER);
    assertThat(fence().observe(GOAL)).isNotInstanceOf(Observation.Met.class);
    assertThat(east.state().held()).isTrue();
  }

  @Test
  void a_late_request_takes_nothing_from_anybody() throws Exception {
    var east = guard("east");
    await("east holds the lease", () -> east.state().held());
    claim();

    assertThat(problem(() -> fence().pursue(GOAL, attempt(new RunId("r-1"), 2))).code())
        .isEqualTo(Code.LB3002);
    assertThat(problem(() -> fence().pursue(GOAL, attempt(RUN, 1))).code()).isEqualTo(Code.LB3002);

    assertThat(east.state().held()).isTrue();
    assertThat(fence().observe(GOAL)).isInstanceOf(Observation.Pending.class);
  }

  private static Problem problem(ThrowingCallable call) {
    return assertThatExceptionOfType(ProblemException.class).isThrownBy(call).actual().problem();
  }
}
