package dev.lifeboat.control;

import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.SplittableRandom;

/// Executes runs of the storefront, whose writer is in east, in [ScriptedRegions].
public final class MemoryRuns {
  private final Path state;
  private final ScriptedRegions regions;
  private final Runs runs;

  public MemoryRuns(Path state) throws Exception {
    this.state = state;
    regions = new ScriptedRegions(state, Placement.first("shop", "east"));
    runs =
        new Runs(
            state.resolve("runs"),
            regions.placements(),
            Clock.systemUTC(),
            new SplittableRandom(1),
            Pace.standard());
  }

  ScriptedRegions regions() {
    return regions;
  }

  /// Runs until the run ended or waits for a person.
  ///
  /// @param undo take the run back at once
  public RunExecution.Stopped execute(Mode mode, boolean undo, Requester requester)
      throws InterruptedException, ProblemException {
    return execute(StorefrontPlan.read(), mode, undo, PersonsWord.NONE, requester);
  }

  /// The same with a plan and a person's word on what the run may stop for.
  RunExecution.Stopped execute(
      PlanFile file, Mode mode, boolean undo, PersonsWord word, Requester requester)
      throws InterruptedException, ProblemException {
    var workload = file.workload("shop");
    var runbook = StorefrontPlan.KIND.compiler().compile(file.plan(), workload, mode, "east");
    var open =
        runs.open(
            new Runs.Request(
                runs.reserve().run(),
                file.bytes(),
                file.plan().sha256(),
                runbook,
                "ann",
                "a test"));
    requester.progress().on(new ProgressEvent.Opened(open.state()));
    var all = World.of(regions, workload, requester.people());
    return new RunExecution(runs, open, all, (_, _) -> {}, state, requester).conduct(undo, word);
  }
}
