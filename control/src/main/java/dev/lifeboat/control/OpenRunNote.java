package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Tells who goes on with the run that is open on a workload.
///
/// @param state the state folder
record OpenRunNote(Path state, PlanFile file) {

  /// In words; empty where none is open.
  Optional<String> of(ControlledWorkload workload, Optional<RunId> open) throws ProblemException {
    if (open.isEmpty()) {
      return Optional.empty();
    }
    var run = open.get();
    var executed =
        Optional.ofNullable(RunSummaries.atWork(state.resolve("runs")).get(run.value()))
            .map(it -> "%s; follow it with 'lifeboat watch %s'".formatted(it.phrase(), run));
    return executed.or(() ->
        Optional.of("run %s is open; go on with '%s'".formatted(run, resumption(workload, run))));
  }

  /// A run that another machine began needs its plan.
  private String resumption(ControlledWorkload of, RunId run) {
    boolean elsewhere =
        of.platform().copies().outliveController()
            && !Files.exists(RunFolder.of(state.resolve("runs"), run).journal());
    return "lifeboat resume " + run + (elsewhere ? " --plan " + file.typed() : "");
  }
}
