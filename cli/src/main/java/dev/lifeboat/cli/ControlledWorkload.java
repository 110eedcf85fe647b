package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.Requester;
import dev.lifeboat.control.RunExecution;
import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Provider;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookCompiler;
import java.nio.file.Path;

/// A workload of a plan where it runs, as use cases act on it.
///
/// @param state the state folder
record ControlledWorkload(PlanFile file, Workload workload, Platform platform, Path state) {

  Placement placement() throws ProblemException {
    return platform.placement(workload);
  }

  Provider provider() throws ProblemException {
    return platform.provider(workload);
  }

  Runs runs() {
    return platform.runs(state);
  }

  /// What a move from where the writer is now takes.
  Runbook runbook(Mode mode) throws ProblemException {
    return runbook(mode, placement().writer());
  }

  /// What a move from `source` takes.
  Runbook runbook(Mode mode, String source) throws ProblemException {
    return new RunbookCompiler().compile(file.plan(), workload, mode, source);
  }

  /// Whether the workload has somewhere to go by `failover`.
  Candidacy candidacy(Runbook failover) throws InterruptedException, ProblemException {
    return Candidacy.of(failover, provider());
  }

  /// Opens a run.
  ///
  /// @param by who wants it, kept in the journal
  /// @throws ProblemException LB3003 when another run is open; then nothing was changed
  RunExecution open(Runbook runbook, String by, String reason, Requester requester)
      throws ProblemException {
    var runs = runs();
    var world = platform.world(workload, requester.people());
    var afterwards = platform.afterwards(workload, runbook.mode(), requester.progress());
    var open =
        runs.open(
            new Runs.Request(
                runs.reserve().run(), file.bytes(), file.plan().sha256(), runbook, by, reason));
    return new RunExecution(runs, open, world, afterwards, state, requester);
  }
}
