package dev.lifeboat.simulate;

import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Violation.Invariant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Plays one world from its begin until it has come to rest or a rule is broken.
final class SeedRun {
  /// A world that is still busy after so many events runs in circles.
  private static final long MOST_EVENTS = 150_000;

  private final Setting setting;
  private final Rules rules;

  SeedRun(Setting setting, Rules rules) {
    this.setting = setting;
    this.rules = rules;
  }

  Outcome play(long seed, Mode mode, List<Trouble> troubles, boolean listening) {
    var world = rested(seed, mode, troubles, listening);
    var figures = new SimFigures(world, mode, faultNanos(troubles));
    return outcome(world, seed, mode, figures.rto(), figures.rpo());
  }

  /// Several moves in one world.
  Outcome playStory(long seed, List<Chapter> story, boolean listening) {
    var world = rested(new SimWorld(setting, seed, Mode.FAILOVER, rules, listening), story);
    return outcome(world, seed, Mode.FAILOVER, Optional.empty(), Optional.empty());
  }

  private static Outcome outcome(
      SimWorld world, long seed, Mode mode, Optional<Duration> rto, Optional<Duration> rpo) {
    return new Outcome(
        seed,
        mode,
        ending(world),
        world.checker.violations(),
        rto,
        rpo,
        world.agenda.done(),
        world.agenda.hash(),
        world.tail());
  }

  /// A world that has come to rest, or in which a rule was broken.
  SimWorld rested(long seed, Mode mode, List<Trouble> troubles, boolean listening) {
    var wish = mode == Mode.FAILOVER ? Chapter.Wish.WATCHED : Chapter.Wish.PLANNED;
    return rested(
        new SimWorld(setting, seed, mode, rules, listening), List.of(new Chapter(wish, troubles)));
  }

  /// A story that has come to its end, or in which a rule was broken.
  SimWorld told(long seed, List<Chapter> story) {
    return rested(new SimWorld(setting, seed, Mode.FAILOVER, rules, false), story);
  }

  private static SimWorld rested(SimWorld world, List<Chapter> story) {
    long most = story.size() * MOST_EVENTS;
    world.operator.begin(story);
    while (!world.operator.isOver() && world.checker.isClean() && world.agenda.done() < most) {
      world.agenda.step();
    }
    if (world.agenda.done() >= most) {
      world.checker.violated(Invariant.RUNS_END, "the world runs in circles");
    }
    if (world.checker.isClean()) {
      world.checker.rest();
    }
    return world;
  }

  /// When the disaster began; negative without one, and what clients saw last counts then.
  static long faultNanos(List<Trouble> troubles) {
    for (var trouble : troubles) {
      if (trouble.kind() != Trouble.Kind.CLOCK_RATE) {
        return trouble.isDisaster() ? trouble.from().toNanos() : -1;
      }
    }
    return -1;
  }

  private static String ending(SimWorld world) {
    if (world.runs.isEmpty()) {
      return "none";
    }
    var last = world.runs.getLast().entries().getLast().event();
    if (last instanceof Event.RunEnded(var outcome, _)) {
      return outcome.word();
    }
    return last instanceof Event.PersonNeeded ? "waiting" : "open";
  }
}
