package dev.lifeboat.simulate;

import dev.lifeboat.engine.Reply;
import dev.lifeboat.lease.Release;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Asks for goals from where the controllers are. What takes effect checks the epoch there.
final class Asking {
  private final World world;
  private final Program program;

  /// @param program of the controller that asks
  Asking(World world, Program program) {
    this.world = world;
    this.program = program;
  }

  void request(Goal goal, Attempt attempt, Consumer<Reply> back) {
    switch (goal) {
      case Goal.Fenced(var resource, var region, _) -> {
        int index = world.index(region);
        if (world.isTraffic(resource)) {
          atDoor(attempt, () -> world.door.close(index, attempt.epoch()), back);
        } else {
          fence(resource, region, attempt, back);
        }
      }
      case Goal.Promoted(var resource, var region) -> {
        var copy = world.copy(resource, region);
        atAgent(region, () -> world.region(region).agent.promote(copy, attempt), back);
      }
      case Goal.Replicating(_, var region, _, var level) when level == Goal.Level.COMPLETE ->
          // The stopped source has sent all it had; there is nothing to ask for but time.
          atAgent(region, () -> true, back);
      case Goal.Replicating(var resource, var region, _, _) -> {
        var copy = world.copy(resource, region);
        atAgent(region, () -> world.region(region).agent.follow(copy, attempt), back);
      }
      case Goal.Running(_, var region, var instances, _) ->
          atAgent(
              region,
              () -> {
                world.region(region).agent.scale(instances);
                return true;
              },
              back);
      case Goal.Healthy(_, var region) -> atAgent(region, () -> true, back);
      case Goal.Routed(_, var region) -> {
        int index = world.index(region);
        atDoor(attempt, () -> world.door.route(index, attempt.epoch()), back);
      }
    }
  }

  private void atDoor(Attempt attempt, Runnable change, Consumer<Reply> back) {
    world.reachDoor(
        () -> {
          if (!world.rules.current(world.door.epoch(), attempt.epoch())) {
            return late();
          }
          world.settle();
          change.run();
          return new Reply.Accepted();
        },
        back,
        refused -> new Reply.Refused(Hands.silent("the front door", refused)));
  }

  private void atAgent(String region, BooleanSupplier effect, Consumer<Reply> back) {
    world.reach(
        region,
        () -> effect.getAsBoolean() ? new Reply.Accepted() : late(),
        back,
        refused -> new Reply.Refused(Hands.silent(region, refused)));
  }

  static Reply late() {
    return new Reply.Refused(
        Problem.lasting(
            Code.LB3002,
            "a higher epoch is known",
            "nothing was changed",
            "see 'lifeboat runs' for the run that came after"));
  }

  /// In a planned move the old side does it itself, or it is not done.
  private void fence(String resource, String region, Attempt attempt, Consumer<Reply> back) {
    var copy = world.copy(resource, region);
    var old = world.region(region);
    if (world.mode() == Mode.FAILOVER) {
      new Climb(world, program, copy, old, attempt, back).begin();
    } else {
      atAgent(region, () -> old.agent.fence(copy, attempt), back);
    }
  }

  /// Asks the voter's time, looks at the dead, and only then ends the lease.
  static void proveDeath(World world, Voting voter, Region old) {
    world.reachVoter(
        voter,
        voter::status,
        (VoterStatus status) -> {
          var vote = status.vote().filter(it -> it.holder().equals(old.name()));
          if (vote.isPresent() && world.hostSeesDead(old.index)) {
            var death = new Release.DeathProven(status.at(), "the host saw every process gone");
            var lease = requestOf(vote.get());
            world.reachVoter(voter, () -> voter.release(lease, death), (VoteReply _) -> {});
          }
        });
  }

  private static VoteRequest requestOf(Vote vote) {
    return new VoteRequest(vote.workload(), vote.epoch(), vote.holder());
  }
}
