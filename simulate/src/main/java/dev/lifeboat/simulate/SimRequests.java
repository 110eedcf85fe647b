package dev.lifeboat.simulate;

import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.OvertakenRun;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Asks for goals from where the controllers are. What takes effect checks the epoch there.
///
/// @param program of the controller that asks
record SimRequests(SimWorld world, SimProgram program) {
  private static final int OTHER_IS_WAITED_FOR = 7;
  private static final long JUDGES_EVERY = 200_000_000L;

  /// @param back told of the refusal; of none once it is accepted
  void request(Goal goal, Attempt attempt, Consumer<Optional<Problem>> back) {
    switch (goal) {
      case Goal.Fenced(var resource, var region, _) -> {
        int index = world.index(region);
        if (world.isTraffic(resource)) {
          atDoor(attempt, done(() -> world.door.close(index, attempt.epoch())), back);
        } else {
          fence(resource, region, attempt, back);
        }
      }
      case Goal.Promoted(var resource, var region) -> {
        var copy = world.copy(resource, region);
        world.calls.agent(
            region,
            () -> world.region(region).agent.promote(copy, attempt),
            back,
            refused -> Optional.of(SimEffects.silent(region, refused)));
      }
      case Goal.Replicating(_, var region, _, var level) when level == Goal.Level.COMPLETE ->
          // The stopped source has sent all it had; there is nothing to ask for but time.
          atAgent(region, () -> true, back);
      case Goal.Replicating(var resource, var region, _, _) -> {
        var copy = world.copy(resource, region);
        unlessOver(attempt, region, () -> world.region(region).agent.follow(copy, attempt), back);
      }
      case Goal.Protected _, Goal.Restored _ ->
          throw new IllegalStateException("no world has a vault");
      case Goal.Running(_, var region, var instances, _) ->
          unlessOver(
              attempt,
              region,
              () -> {
                world.region(region).agent.scale(instances);
                return true;
              },
              back);
      case Goal.Healthy(_, var region) -> atAgent(region, () -> true, back);
      case Goal.Bound(_, var region, var stores) -> {
        int index = world.index(stores);
        // Which came last within a run: the way there, then the way back.
        long generation = 2 * attempt.epoch() + (region.equals(stores) ? 1 : 0);
        unlessOver(attempt, region, () -> world.region(region).agent.bind(index, generation), back);
      }
      case Goal.Routed(_, var region, var share) -> {
        int index = world.index(region);
        if (share == null) {
          atDoor(attempt, done(() -> world.door.route(index, attempt.epoch())), back);
        } else {
          share(index, share.percent(), attempt, back);
        }
      }
    }
  }

  /// The other region is waited for until a few requests were refused, and left out then: users are
  /// not to wait for a region that may have failed.
  private void share(int region, int percent, Attempt attempt, Consumer<Optional<Problem>> back) {
    atDoor(
        attempt,
        () -> {
          if (world.door.takeStop(region)) {
            return stopped();
          }
          if (!world.traffic.wouldServe(world.region(region))) {
            return Optional.of(SimEffects.silent(world.region(region).name(), false));
          }
          boolean other = world.traffic.wouldServe(world.region(1 - region));
          if (!other && attempt.number() < OTHER_IS_WAITED_FOR) {
            return Optional.of(SimEffects.silent("the other region", false));
          }
          if (other) {
            world.door.share(region, percent, attempt.epoch(), world.now());
            judgeLater();
          } else {
            world.door.route(region, attempt.epoch());
          }
          return Optional.empty();
        },
        back);
  }

  /// The front door looks by itself, whether or not a controller lives.
  private void judgeLater() {
    world.agenda.after(
        JUDGES_EVERY,
        world.door.program.own(() -> {
          if (world.door.onTrial(0) || world.door.onTrial(1)) {
            world.traffic.settle();
            int tried = world.door.onTrial(0) ? 0 : 1;
            world.door.judge(
                world.traffic.wouldServe(world.region(tried)),
                world.traffic.wouldServe(world.region(1 - tried)));
            judgeLater();
          }
        }));
  }

  private static Optional<Problem> stopped() {
    return Optional.of(
        Problem.lasting(
            Code.LB4006,
            "the share was not borne",
            "all users are in the other region; the writer stays",
            "resume once it is mended"));
  }

  /// @param change gives the refusal, if it has one of its own
  private void atDoor(
      Attempt attempt, Supplier<Optional<Problem>> change, Consumer<Optional<Problem>> back) {
    world.calls.door(
        () -> {
          if (!world.rules.current(world.door.epoch(), attempt.epoch())) {
            return Optional.of(late());
          }
          world.traffic.settle();
          return change.get();
        },
        back,
        refused -> Optional.of(SimEffects.silent("the front door", refused)));
  }

  private static Supplier<Optional<Problem>> done(Runnable change) {
    return () -> {
      change.run();
      return Optional.empty();
    };
  }

  /// What keeps no epoch of its own is asked for as long as the placement has seen no higher one.
  private void unlessOver(
      Attempt attempt, String region, BooleanSupplier effect, Consumer<Optional<Problem>> back) {
    if (world.placements.placed().isOver(attempt.epoch())) {
      back.accept(Optional.of(late()));
    } else {
      atAgent(region, effect, back);
    }
  }

  private void atAgent(String region, BooleanSupplier effect, Consumer<Optional<Problem>> back) {
    world.calls.agent(
        region,
        () -> effect.getAsBoolean() ? Optional.empty() : Optional.of(late()),
        back,
        refused -> Optional.of(SimEffects.silent(region, refused)));
  }

  static Problem late() {
    return OvertakenRun.byEpoch("a higher epoch is known");
  }

  /// In a planned move the old side does it itself, or it is not done.
  private void fence(
      String resource, String region, Attempt attempt, Consumer<Optional<Problem>> back) {
    var copy = world.copy(resource, region);
    var old = world.region(region);
    if (world.mode() == Mode.FAILOVER) {
      new SimFence(world, program, copy, old, attempt, back).begin();
    } else {
      atAgent(region, () -> old.agent.fence(copy, attempt), back);
    }
  }

  /// Asks the voter's time, looks at the dead, and only then ends the lease.
  static void proveDeath(SimWorld world, SimVoter voter, SimRegion old) {
    world.calls.voter(
        voter,
        voter::status,
        (VoterStatus status) -> {
          var vote = status.vote().filter(it -> it.holder().equals(old.name()));
          if (vote.isPresent() && world.hostSeesDead(old.index)) {
            var death = new Release.DeathProven(status.at(), "the host saw every process gone");
            var lease = requestOf(vote.get());
            world.calls.voter(voter, () -> voter.release(lease, death), (VoteReply _) -> {});
          }
        });
  }

  private static VoteRequest requestOf(Vote vote) {
    return new VoteRequest(vote.workload(), vote.epoch(), vote.holder());
  }
}
