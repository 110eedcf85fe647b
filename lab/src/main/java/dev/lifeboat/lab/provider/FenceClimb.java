package dev.lifeboat.lab.provider;

import dev.lifeboat.guard.vote.LeaseFence;
import dev.lifeboat.lease.FenceLadder;
import dev.lifeboat.lease.FenceLevel;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.time.Duration;

/// Climbs the ladder of fences for one store, as far as the old region's silence makes it.
///
/// While the region's agent answers it does the lower levels itself: it hands the lease back, then
/// demotes or stops. A region that does not answer is looked at from outside, cut off at the front
/// door, and its lease is waited out.
record FenceClimb(LabClients clients, Workload workload, LeaseFence lease) {
  private static final Duration ANSWER = Duration.ofMillis(250);

  /// What the old region's own side does while it answers; it hands the lease back first.
  @FunctionalInterface
  interface Store {
    /// Makes it readable only, and keeps it so.
    ///
    /// @throws IOException when nobody answered in time, or it was refused
    void demote(Duration limit) throws IOException, InterruptedException;
  }

  /// One that can also be ended. The others refuse writes as replicas.
  interface StoppableStore extends Store {
    /// Ends it, and keeps it so.
    ///
    /// @throws IOException as [#demote]
    void stop(Duration limit) throws IOException, InterruptedException;
  }

  /// Whether the region has lost its right to write, whatever lives in it.
  Observation fenced(String region) throws InterruptedException {
    return lease.observe(region, () -> death(region));
  }

  /// All stores of the workload must be dead before its lease is.
  private Observation death(String region) throws InterruptedException {
    var stores = workload.stores().stream().map(Resource::name).toList();
    return new HostView(clients).death(region, stores);
  }

  /// Climbs until a level holds.
  ///
  /// @throws ProblemException LB3001 when none does; LB3002 when this run is not the newest
  void climb(Goal.Fenced goal, Attempt attempt, Store store)
      throws InterruptedException, ProblemException {
    // A region that was silent for longer than its lease needs no climb, and none of its waits.
    if (lease.askOnce(goal.region(), attempt.epoch())
        && fenced(goal.region()) instanceof Observation.Met) {
      return;
    }
    var ladder = FenceLadder.from(now());
    if (!answers(goal.region())) {
      ladder = ladder.silent(FenceLevel.Actor.KEEPER, "no answer", now());
      ladder = ladder.silent(FenceLevel.Actor.AGENT, "no answer", now());
    }
    while (ladder.move() instanceof FenceLadder.Move.Try(var level, var until)) {
      ladder = attempt(ladder, level, until, goal, attempt, store).at(now());
    }
    if (ladder.move() instanceof FenceLadder.Move.Exhausted(var why)) {
      throw ProblemException.passing(
          Code.LB3001,
          "%s: %s".formatted(goal.phrase(), String.join("; ", why)),
          "the old side could not be shown unable to write, so nobody is promoted",
          "see 'lifeboat lab status'");
    }
  }

  private FenceLadder attempt(
      FenceLadder ladder,
      FenceLevel level,
      Duration until,
      Goal.Fenced goal,
      Attempt attempt,
      Store store)
      throws InterruptedException, ProblemException {
    return switch (level) {
      case HAND_BACK -> ladder.failed(level, "its agent hands it back as it demotes", now());
      case DEMOTE -> byAgent(ladder, level, goal, store);
      case STOP ->
          store instanceof StoppableStore stoppable
              ? byAgent(ladder, level, goal, stoppable::stop)
              : ladder.failed(level, "it is not stopped, it refuses writes as a replica", now());
      case KILL -> byHost(ladder, goal.region());
      case CUT_OFF -> byEdge(ladder, goal.region(), attempt);
      case WAIT_OUT -> {
        var why = lease.waitOut(goal.region(), attempt.epoch(), until.minus(now()));
        yield why.isPresent() ? ladder.failed(level, why.get(), now()) : ended(ladder, goal);
      }
    };
  }

  /// The votes are had; they prove nothing about a writer that may live by a person's word.
  private FenceLadder ended(FenceLadder ladder, Goal.Fenced goal) throws InterruptedException {
    return switch (fenced(goal.region())) {
      case Observation.Met(var proof) -> ladder.met(FenceLevel.WAIT_OUT, proof, now());
      case Observation.Pending(var why) -> ladder.failed(FenceLevel.WAIT_OUT, why, now());
      case Observation.Unreachable(var why) -> ladder.failed(FenceLevel.WAIT_OUT, why, now());
    };
  }

  private static FenceLadder byAgent(
      FenceLadder ladder, FenceLevel level, Goal.Fenced goal, Store store)
      throws InterruptedException, ProblemException {
    try {
      store.demote(level.deadline());
      return ladder.met(level, "its agent did so", now());
    } catch (EpochRefusedException stale) {
      throw CallProblems.problem(goal.phrase(), stale);
    } catch (RefusedException refused) {
      return ladder.failed(level, refused.why(), now());
    } catch (IOException silent) {
      return ladder
          .failed(level, CallProblems.why(silent), now())
          .silent(FenceLevel.Actor.KEEPER, "no answer", now())
          .silent(FenceLevel.Actor.AGENT, "no answer", now());
    }
  }

  private FenceLadder byHost(FenceLadder ladder, String region) throws InterruptedException {
    var leases = lease.before(region);
    return switch (death(region)) {
      case Observation.Met(var proof) -> {
        lease.died(leases, proof);
        // The voters must vote for the other side before anyone is promoted there.
        yield ladder.failed(FenceLevel.KILL, "dead: " + proof, now());
      }
      case Observation.Pending(var why) -> ladder.failed(FenceLevel.KILL, why, now());
      case Observation.Unreachable(var why) -> ladder.silent(FenceLevel.Actor.HOST, why, now());
    };
  }

  /// The workload's front doors close in any case; what is behind them is kept from clients even
  /// while nothing is proven.
  private FenceLadder byEdge(FenceLadder ladder, String region, Attempt attempt)
      throws InterruptedException {
    var doors = workload.resources(Traffic.class).stream().map(Traffic::name).toList();
    try {
      for (var door : doors) {
        new TrafficFence(clients)
            .pursue(new Goal.Fenced(door, region, Goal.Stop.IMMEDIATE), attempt);
      }
      return ladder.met(
          FenceLevel.CUT_OFF,
          "closed to %s: %s".formatted(region, String.join(", ", doors)),
          now());
    } catch (ProblemException refused) {
      return ladder.failed(FenceLevel.CUT_OFF, refused.problem().happened(), now());
    }
  }

  private boolean answers(String region) throws InterruptedException {
    try {
      var _ = clients.agent(region).within(ANSWER).health();
      return true;
    } catch (IOException silent) {
      return false;
    }
  }

  private static Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }
}
