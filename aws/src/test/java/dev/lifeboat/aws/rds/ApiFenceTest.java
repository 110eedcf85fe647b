package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.DynamoVoter;
import dev.lifeboat.aws.dynamodb.GuardReleases;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.aws.guard.LeftLease;
import dev.lifeboat.aws.guard.VoteTables;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.placement.Placement;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A fence by the API of the region alone: nobody claims what that did not show.
final class ApiFenceTest {
  private static final Goal.Fenced GOAL = new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE);

  private final MemoryDynamo dynamo = new MemoryDynamo();
  private final DynamoPlacements placements = new DynamoPlacements(MemoryDynamo.table(dynamo));
  private final MemoryDynamo votes = new MemoryDynamo();
  private final GuardReleases releases =
      new GuardReleases(MemoryDynamo.table(new MemoryDynamo()), "shop");
  private Duration now = Duration.ofHours(1);
  private final DynamoVoter voter =
      new DynamoVoter(
          MemoryDynamo.table(votes), LeaseTerms.lasting(Duration.ofSeconds(2)), () -> now);
  private final AnsweredInstances rds = new AnsweredInstances(Optional.empty());
  private Optional<Problem> failure = Optional.empty();

  /// What the next requests end with, before `failure` does.
  private final Deque<Problem> failures = new ArrayDeque<>();

  private int requests;

  private final FenceByApi fence =
      new FenceByApi(
          new Closing(),
          rds.instances.sites(),
          new ReplicaLags(rds.instances.clients(), InstantSource.fixed(AnsweredInstances.NOW)),
          new LeftLease(
              placements,
              new VoteTables(new RegionPair("east", "west"), Map.of("west", voter)),
              releases));

  /// Fails as a test says.
  private final class Closing implements Reconciler<Goal.Fenced> {
    @Override
    public Readiness preflight(Goal.Fenced goal) {
      return failure.map(Readiness::notReady).orElseGet(Readiness::ready);
    }

    @Override
    public Observation observe(Goal.Fenced goal) {
      return Observation.met("closed");
    }

    @Override
    public void pursue(Goal.Fenced goal, Attempt attempt) throws ProblemException {
      requests++;
      if (!failures.isEmpty()) {
        throw failures.remove().asException();
      }
      if (failure.isPresent()) {
        throw failure.get().asException();
      }
    }
  }

  @BeforeEach
  void place() throws Exception {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east"));
    rds.answers.silence(true);
  }

  private void vote(String region, long epoch) throws Exception {
    var _ = voter.status("shop");
    now = now.plusMinutes(1);
    var _ = voter.ask(new VoteRequest("shop", epoch, region));
  }

  private void assertNotReady(Goal.Fenced goal, Code code) throws Exception {
    assertThat(fence.preflight(goal))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class, it -> assertThat(it.problem().code()).isEqualTo(code));
  }

  private void assertRefused(Goal.Fenced goal, int attempt, Code code) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> pursue(goal, attempt))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(code));
  }

  private void pursue(Goal.Fenced goal, int number) throws Exception {
    fence.pursue(
        goal,
        new Attempt(new RunId("r-2"), new StepId("s"), 2, number, Instant.MAX, Succession.of(1)));
  }

  private static Problem silence() {
    return Problem.passing(Code.LB2002, "RDS in us-east-1 does not answer", "m", "a");
  }

  /// Nobody tells when the replica has everything.
  @Test
  void a_planned_move_is_not_begun() throws Exception {
    for (var stop : Goal.Stop.values()) {
      var goal = new Goal.Fenced("orders", "east", stop);
      if (stop == Goal.Stop.IMMEDIATE) {
        assertThat(fence.preflight(goal)).isEqualTo(Readiness.ready());
      } else {
        assertNotReady(goal, Code.LB2016);
        assertRefused(goal, 1, Code.LB2016);
      }
    }
  }

  @Test
  void what_cannot_be_closed_is_told_first() throws Exception {
    failure = Optional.of(silence());
    assertNotReady(GOAL, Code.LB2002);
  }

  @Test
  void silence_is_asked_again_and_the_third_time_a_person_decides() {
    failure = Optional.of(silence());
    assertPassing(1);
    assertPassing(2);
    assertRefused(GOAL, 3, Code.LB3001);
    assertThat(requests).as("each at the engine's pace").isEqualTo(3);
    assertPassing(4);
    assertPassing(5);
    failure = Optional.of(Problem.lasting(Code.LB7002, "denied", "m", "a"));
    assertRefused(GOAL, 6, Code.LB7002);
  }

  /// A fence asks for minutes, and one of its calls may be throttled at any time.
  @Test
  void one_lost_call_of_many_requests_is_no_silent_region() throws Exception {
    var closing = Problem.passing(Code.LB3001, "orders is being closed", "m", "a");
    failure = Optional.of(closing);
    for (int number = 1; number <= 5; number++) {
      assertPassing(number);
    }
    failures.add(silence());
    assertPassing(6);
    assertPassing(7);
    failures.addAll(List.of(silence(), silence()));
    assertPassing(8);
    assertPassing(9);
    failure = Optional.empty();
    pursue(GOAL, 10);
    failure = Optional.of(silence());
    assertPassing(11);
    assertThat(failures).isEmpty();
  }

  private void assertPassing(int number) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> pursue(GOAL, number))
        .satisfies(it -> assertThat(it.problem().retry()).isEqualTo(Problem.Retry.LATER));
  }

  /// Its trigger is in the replica too, and refuses commits there.
  @Test
  void a_lease_that_a_guard_left_is_an_obstacle_until_it_is_released() throws Exception {
    vote("east", 1);
    assertNotReady(GOAL, Code.LB2016);
    releases.begin("east", "ann", Instant.EPOCH);
    assertThat(fence.preflight(GOAL)).isEqualTo(Readiness.ready());
    releases.end("east", "ann", Instant.EPOCH);
    assertNotReady(GOAL, Code.LB2016);
  }

  @Test
  void a_lease_of_another_region_or_writer_is_nobodys_here() throws Exception {
    vote("west", 1);
    assertThat(fence.preflight(GOAL)).isEqualTo(Readiness.ready());
    vote("east", 2);
    assertThat(fence.preflight(GOAL))
        .as("of an epoch that is not placed")
        .isEqualTo(Readiness.ready());
  }

  @Test
  void where_the_writer_is_elsewhere_no_lease_keeps_it() throws Exception {
    vote("east", 1);
    var present = placements.read("shop");
    var moved = present.orElseThrow().claimedBy(new RunId("r-2")).promoted("west", 2);
    placements.compareAndSet(present, present.orElseThrow().claimedBy(new RunId("r-2")));
    placements.compareAndSet(placements.read("shop"), moved);
    assertThat(fence.preflight(GOAL)).isEqualTo(Readiness.ready());
  }

  @Test
  void votes_that_cannot_be_asked_show_nothing() throws Exception {
    votes.silence(true);
    assertNotReady(GOAL, Code.LB2020);
  }
}
