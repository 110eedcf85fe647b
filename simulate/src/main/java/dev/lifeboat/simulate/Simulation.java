package dev.lifeboat.simulate;

import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The worlds of one workload: each seed is one story of a move in which things go wrong. The same
/// seed tells the same story on every machine.
public final class Simulation {
  private static final int FAILOVERS_PERCENT = 70;

  private final Setting setting;
  private final SeedRun play;

  private Simulation(Setting setting, Rules rules) {
    this.setting = setting;
    this.play = new SeedRun(setting, LeaseTerms.standard(), rules);
  }

  /// The worlds of `workload`.
  ///
  /// @param compiler of the kind of the plan's regions
  /// @param times how long a region takes for each goal
  /// @throws ProblemException LB2006 when the workload's strategy has no runbook, or there is no
  ///   store whose writer could move
  public static Simulation of(
      RunbookCompiler compiler, Plan plan, Workload workload, StepTimes times)
      throws ProblemException {
    return new Simulation(Setting.of(compiler, plan, workload, times), Rules.product());
  }

  /// The same worlds without one of the product's rules; for the tests of the checker.
  Simulation without(Rules rules) {
    return new Simulation(setting, rules);
  }

  /// Plays the world of one seed.
  public Outcome play(long seed) {
    return play.play(seed, script(seed, Optional.empty()), false);
  }

  /// Plays a failover in whose course `assumption` does not hold. Rules are meant to break then: it
  /// shows that the checker sees them broken.
  public Outcome playLeaving(Assumption assumption, long seed) {
    return play.play(seed, script(seed, Optional.of(assumption)), false);
  }

  /// The whole story of one seed.
  ///
  /// @param leaving the assumption that does not hold; empty for a world inside all of them
  public Outcome tell(long seed, Optional<Assumption> leaving) {
    return play.play(seed, script(seed, leaving), true);
  }

  /// Most moves that matter are failovers; the planned ones share their code.
  static Mode mode(long seed) {
    var random = SeededRandom.of(seed, 0);
    if (random.chance(FAILOVERS_PERCENT)) {
      return Mode.FAILOVER;
    }
    return random.chance(50) ? Mode.SWITCHOVER : Mode.FAILBACK;
  }

  private SeedRun.Script script(long seed, Optional<Assumption> leaving) {
    var mode = setting.knows(mode(seed)) ? mode(seed) : Mode.FAILOVER;
    return leaving
        .map(assumption -> SeedRun.Script.of(Mode.FAILOVER, TroubleDraw.leaving(assumption, seed)))
        .orElseGet(() -> SeedRun.Script.of(mode, TroubleDraw.of(seed, mode)));
  }

  /// The fewest of a failing seed's troubles with which it still fails: each is left out in turn.
  ///
  /// @return the failing play of what is left, told in full
  public Failure shrink(long seed, Optional<Assumption> leaving) throws InterruptedException {
    var script = script(seed, leaving);
    var drawn = script.chapters().getFirst().troubles();
    var left = drawn;
    for (boolean smaller = true; smaller; ) {
      smaller = false;
      for (int i = left.size() - 1; i >= 0; i--) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped while seed %d was shrunk".formatted(seed));
        }
        var fewer = new ArrayList<>(left);
        fewer.remove(i);
        var tried = play.play(seed, SeedRun.Script.of(script.mode(), fewer), false);
        if (!tried.violations().isEmpty()) {
          left = fewer;
          smaller = true;
        }
      }
    }
    return new Failure(
        play.play(seed, SeedRun.Script.of(script.mode(), left), true),
        left.stream().map(Trouble::toString).toList(),
        drawn.size());
  }

  /// A seed that broke a rule.
  ///
  /// @param outcome of the smallest world that still does
  /// @param troubles of that world
  /// @param drawn how many the seed had
  public record Failure(Outcome outcome, List<String> troubles, int drawn) {
    public Failure {
      troubles = List.copyOf(troubles);
    }
  }
}
