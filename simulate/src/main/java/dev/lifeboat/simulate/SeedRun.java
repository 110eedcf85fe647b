package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Violation.Invariant;
import java.util.List;

/// Plays one world from its begin until it has come to rest or a rule is broken.
record SeedRun(Setting setting, LeaseTerms terms, Rules rules) {
  /// What happens in a world.
  ///
  /// @param mode of the first move
  record Script(Mode mode, List<Chapter> chapters) {
    /// One move, in which `troubles` come.
    static Script of(Mode mode, List<Trouble> troubles) {
      var wish = mode == Mode.FAILOVER ? Chapter.Wish.WATCHED : Chapter.Wish.PLANNED;
      return new Script(mode, List.of(new Chapter(wish, troubles)));
    }
  }

  /// Plays a script of one move.
  Outcome play(long seed, Script script, boolean listening) {
    var world = rested(seed, script, listening);
    var figures =
        new SimFigures(world, script.mode(), faultNanos(script.chapters().getFirst().troubles()));
    return Outcome.of(seed, script.mode(), world, figures.rto(), figures.rpo());
  }

  /// A world that has come to rest, or in which a rule was broken.
  SimWorld rested(long seed, Script script, boolean listening) {
    var world = new SimWorld(setting, terms, seed, script.mode(), rules, listening);
    long most = world.patience.events(script.chapters().size());
    world.operator.begin(script.chapters());
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
    return troubles.stream()
        .filter(trouble -> trouble.kind() != Trouble.Kind.CLOCK_RATE)
        .findFirst()
        .filter(Trouble::isDisaster)
        .map(trouble -> trouble.from().toNanos())
        .orElse(-1L);
  }
}
