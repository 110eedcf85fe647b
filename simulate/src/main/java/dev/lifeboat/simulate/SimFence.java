package dev.lifeboat.simulate;

import dev.lifeboat.lease.FenceLadder;
import dev.lifeboat.lease.FenceLevel;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Fences one copy in a failover as a provider does: up the product's [FenceLadder], by the old
/// region's agent while it answers, then with the host's word, at the front door, and by the
/// voters. It is over when a level holds, or none does, or its controller's process is gone.
///
/// @param program of the controller that climbs
/// @param back told once, when the climb is over
record SimFence(
    SimWorld world,
    SimProgram program,
    SimCopy copy,
    SimRegion old,
    Attempt attempt,
    Consumer<Optional<Problem>> back) {
  private static final long LOOK_AGAIN = 20_000_000L;

  void begin() {
    var ladder = FenceLadder.from(now());
    world.calls.agent(
        old.name(),
        () -> true,
        program.hears(answers -> go(answers ? ladder : silent(ladder))),
        _ -> false);
  }

  private void go(FenceLadder before) {
    var ladder = before.at(now());
    switch (ladder.move()) {
      case FenceLadder.Move.Proven _ -> back.accept(Optional.empty());
      case FenceLadder.Move.Exhausted(var why) -> back.accept(Optional.of(unproven(why)));
      case FenceLadder.Move.Try(var level, var until) -> attempt(ladder, level, until);
    }
  }

  private void attempt(FenceLadder ladder, FenceLevel level, Duration until) {
    switch (level) {
      case HAND_BACK, STOP -> failed(ladder, level, "its agent does so as it demotes");
      case DEMOTE -> demote(ladder);
      case KILL -> host(ladder);
      case CUT_OFF -> door(ladder);
      case WAIT_OUT ->
          new SimLeaseFence(world, program, old, attempt.epoch(), until)
              .begin(outcome -> {
                switch (outcome) {
                  case GRANTED -> met(ladder, level);
                  case NOT_IN_TIME -> failed(ladder, level, "not by two of three in time");
                  case HIGHER_EPOCH -> back.accept(Optional.of(SimRequests.late()));
                }
              });
    }
  }

  private void demote(FenceLadder ladder) {
    world.calls.agent(
        old.name(),
        () -> old.agent.fence(copy, attempt) ? Heard.DONE : Heard.LATE,
        program.hears(heard -> {
          switch (heard) {
            case DONE -> awaitDemoted(ladder);
            case LATE -> back.accept(Optional.of(SimRequests.late()));
            case NOTHING -> lost(ladder, FenceLevel.DEMOTE);
          }
        }),
        _ -> Heard.NOTHING);
  }

  private void awaitDemoted(FenceLadder ladder) {
    world.calls.agent(
        old.name(),
        () -> old.agent.observeFenced(copy),
        program.hears(seen -> {
          switch (seen) {
            case Observation.Met _ -> met(ladder, FenceLevel.DEMOTE);
            case Observation.Unreachable _ -> lost(ladder, FenceLevel.DEMOTE);
            case Observation.Pending _ -> {
              var here = ladder.at(now());
              if (isTried(here, FenceLevel.DEMOTE)) {
                world.agenda.after(LOOK_AGAIN, program.own(() -> awaitDemoted(here)));
              } else {
                go(here);
              }
            }
          }
        }),
        _ -> Observation.unreachable("silent"));
  }

  /// A death is a proof while it lasts; the voters are told of it, so that nobody waits.
  private void host(FenceLadder ladder) {
    if (world.hostSeesDead(old.index)) {
      world.voters.forEach(voter -> SimRequests.proveDeath(world, voter, old));
      met(ladder, FenceLevel.KILL);
    } else {
      failed(ladder, FenceLevel.KILL, "the host sees it live, or cannot be asked");
    }
  }

  private void door(FenceLadder ladder) {
    world.calls.door(
        () -> {
          if (!world.rules.current(world.door.epoch(), attempt.epoch())) {
            return false;
          }
          world.traffic.settle();
          world.door.close(old.index, attempt.epoch());
          return true;
        },
        program.hears(closed -> {
          if (closed) {
            met(ladder, FenceLevel.CUT_OFF);
          } else {
            failed(ladder, FenceLevel.CUT_OFF, "the front door is not closed");
          }
        }),
        _ -> false);
  }

  private enum Heard {
    DONE,
    LATE,
    NOTHING
  }

  private static boolean isTried(FenceLadder ladder, FenceLevel level) {
    return ladder.move() instanceof FenceLadder.Move.Try(var now, _) && now == level;
  }

  private void met(FenceLadder ladder, FenceLevel level) {
    go(ladder.met(level, "seen", now()));
  }

  private void failed(FenceLadder ladder, FenceLevel level, String why) {
    go(ladder.failed(level, why, now()));
  }

  private void lost(FenceLadder ladder, FenceLevel level) {
    go(silent(ladder.failed(level, "no answer", now())));
  }

  private FenceLadder silent(FenceLadder ladder) {
    return ladder
        .silent(FenceLevel.Actor.KEEPER, "no answer", now())
        .silent(FenceLevel.Actor.AGENT, "no answer", now());
  }

  private Duration now() {
    return Duration.ofNanos(world.now());
  }

  private static Problem unproven(List<String> why) {
    return Problem.passing(
        Code.LB3001,
        String.join("; ", why),
        "the old side could not be shown unable to write",
        "wait; the run repeats it");
  }
}
