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
final class SimFence {
  private static final long LOOK_AGAIN = 20_000_000L;

  private final SimWorld world;
  private final SimProgram program;
  private final SimCopy copy;
  private final SimRegion old;
  private final Attempt attempt;
  private final Consumer<Optional<Problem>> back;
  private FenceLadder ladder;

  /// @param program of the controller that climbs
  /// @param back told once, when the climb is over
  SimFence(
      SimWorld world,
      SimProgram program,
      SimCopy copy,
      SimRegion old,
      Attempt attempt,
      Consumer<Optional<Problem>> back) {
    this.world = world;
    this.program = program;
    this.copy = copy;
    this.old = old;
    this.attempt = attempt;
    this.back = back;
    this.ladder = FenceLadder.from(now());
  }

  void begin() {
    world.calling.agent(
        old.name(),
        () -> true,
        program.hears(answers -> {
          if (!answers) {
            silent();
          }
          go();
        }),
        _ -> false);
  }

  private void go() {
    ladder = ladder.at(now());
    switch (ladder.move()) {
      case FenceLadder.Move.Proven _ -> back.accept(Optional.empty());
      case FenceLadder.Move.Exhausted(var why) -> back.accept(Optional.of(unproven(why)));
      case FenceLadder.Move.Try(var level, var until) -> attempt(level, until);
    }
  }

  private void attempt(FenceLevel level, Duration until) {
    switch (level) {
      case HAND_BACK, STOP -> failed(level, "its agent does so as it demotes");
      case DEMOTE -> demote();
      case KILL -> host();
      case CUT_OFF -> door();
      case WAIT_OUT ->
          new SimLeaseFence(world, program, old, attempt.epoch(), until)
              .begin(outcome -> {
                switch (outcome) {
                  case GRANTED -> met(level);
                  case NOT_IN_TIME -> failed(level, "not by two of three in time");
                  case HIGHER_EPOCH -> back.accept(Optional.of(SimRequests.late()));
                }
              });
    }
  }

  private void demote() {
    world.calling.agent(
        old.name(),
        () -> old.agent.fence(copy, attempt) ? Heard.DONE : Heard.LATE,
        program.hears(heard -> {
          switch (heard) {
            case DONE -> awaitDemoted();
            case LATE -> back.accept(Optional.of(SimRequests.late()));
            case NOTHING -> lost(FenceLevel.DEMOTE);
          }
        }),
        _ -> Heard.NOTHING);
  }

  private void awaitDemoted() {
    world.calling.agent(
        old.name(),
        () -> old.agent.observeFenced(copy),
        program.hears(seen -> {
          switch (seen) {
            case Observation.Met _ -> met(FenceLevel.DEMOTE);
            case Observation.Unreachable _ -> lost(FenceLevel.DEMOTE);
            case Observation.Pending _ -> {
              ladder = ladder.at(now());
              if (isTried(FenceLevel.DEMOTE)) {
                world.agenda.after(LOOK_AGAIN, program.own(this::awaitDemoted));
              } else {
                go();
              }
            }
          }
        }),
        _ -> Observation.unreachable("silent"));
  }

  /// A death is a proof while it lasts; the voters are told of it, so that nobody waits.
  private void host() {
    if (world.hostSeesDead(old.index)) {
      world.voters.forEach(voter -> SimRequests.proveDeath(world, voter, old));
      met(FenceLevel.KILL);
    } else {
      failed(FenceLevel.KILL, "the host sees it live, or cannot be asked");
    }
  }

  private void door() {
    world.calling.door(
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
            met(FenceLevel.CUT_OFF);
          } else {
            failed(FenceLevel.CUT_OFF, "the front door is not closed");
          }
        }),
        _ -> false);
  }

  private enum Heard {
    DONE,
    LATE,
    NOTHING
  }

  private boolean isTried(FenceLevel level) {
    return ladder.move() instanceof FenceLadder.Move.Try(var now, _) && now == level;
  }

  private void met(FenceLevel level) {
    ladder = ladder.met(level, "seen", now());
    go();
  }

  private void failed(FenceLevel level, String why) {
    ladder = ladder.failed(level, why, now());
    go();
  }

  private void lost(FenceLevel level) {
    ladder = ladder.failed(level, "no answer", now());
    silent();
    go();
  }

  private void silent() {
    ladder = ladder.silent(FenceLevel.Actor.KEEPER, "no answer", now());
    ladder = ladder.silent(FenceLevel.Actor.AGENT, "no answer", now());
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
