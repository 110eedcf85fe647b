package dev.lifeboat.control;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.engine.Prerequisites;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;

/// Takes up a run whose controller is gone.
///
/// @param file the plan as it was when the run began
/// @param state the state folder
public record Resumption(PlanFile file, Platform platform, Path state, Requester requester) {

  /// Runs until the run ended or waits for a person.
  ///
  /// @param undo take it back at once, where that is still possible
  /// @throws ProblemException LB4004 when it is over; what it lacked was kept first. LB3003 when a
  ///   process of this machine executes it
  public RunExecution.Stopped run(RunId run, boolean undo, Overrides overrides)
      throws InterruptedException, ProblemException {
    var runs = new RunRecords(state).runs(platform, requester.host());
    RunController.requireGone(runs.folder(), run, requester.host().pid());
    // A drill that lends its run to a process of its own still measures.
    if (!RunSummaries.atWork(runs.folder()).containsKey(run.value())) {
      endCanary(runs.files(run));
    }
    keepLedger(runs.files(run));
    var stopped = conduct(runs, run, undo, overrides);
    var moved = file.workload(stopped.state().runbook().workload());
    new CutDrills(state, requester.host(), requester.progress())
        .forget(new ControlledWorkload(file, moved, platform, state));
    return stopped;
  }

  private RunExecution.Stopped conduct(Runs runs, RunId run, boolean undo, Overrides overrides)
      throws InterruptedException, ProblemException {
    try (var _ = ControllerNote.begin(runs.folder(), run, requester)) {
      var open = runs.resume(run, requester.person());
      if (open.tornBytes() > 0) {
        requester
            .progress()
            .tell(
                "journal",
                "torn",
                "cut off: %s of a last line".formatted(Count.of(open.tornBytes(), "byte")));
      }
      var runbook = open.state().runbook();
      var workload = file.workload(runbook.workload());
      var resumed = new ControlledWorkload(file, workload, platform, state);
      if (!undo) {
        requireRestorable(open, resumed, overrides);
      }
      return resumed
          .resume(open, requester)
          .conduct(undo, overrides.word(requester.person(), resumed, runbook));
    }
  }

  /// Nobody is fenced by a run that would then wait for a word, or for a vault.
  private static void requireRestorable(
      Runs.OpenRun open, ControlledWorkload resumed, Overrides overrides)
      throws InterruptedException, ProblemException {
    boolean goesOn = false;
    try {
      var unrestorable =
          new Prerequisites(open.state().runbook(), resumed.reconcilers())
              .unrestorable(
                  open.state(), overrides.despiteObstacles(), overrides.loss().isPresent());
      if (!unrestorable.isEmpty()) {
        throw Problem.several(unrestorable).asException();
      }
      goesOn = true;
    } finally {
      if (!goesOn) {
        open.journal().close();
      }
    }
  }

  /// That of a killed drill writes on, and a log that grows would break the seal.
  private void endCanary(RunFolder files) throws InterruptedException, ProblemException {
    var begun = RunRecords.state(files.folder());
    if (begun.isPresent()) {
      var workload = file.workload(begun.get().runbook().workload());
      var drills = platform.ability(workload, Drills.class);
      if (drills.isPresent()) {
        drills.get().endCanary(files.folder());
      }
    }
  }

  /// What a run that is over still lacks, since its controller died right after its last event.
  private void keepLedger(RunFolder files) throws InterruptedException, ProblemException {
    var over = RunRecords.state(files.folder()).filter(it -> FailbackLedger.isMissing(files, it));
    if (over.isPresent()) {
      var runbook = over.get().runbook();
      new ControlledWorkload(file, file.workload(runbook.workload()), platform, state)
          .afterwards(runbook.mode(), requester.progress())
          .keep(files, over.get());
    }
  }
}
