package dev.lifeboat.cli.watch;

import dev.lifeboat.cli.move.RunDocument;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.terminal.TerminalPeople;
import dev.lifeboat.control.FolderSealer;
import dev.lifeboat.control.ProgressEvent;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.control.RunController;
import dev.lifeboat.control.RunFollower;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.RunSummary;
import dev.lifeboat.control.TabletopSession;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.nio.file.Files;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A run at a terminal that does not execute it: the lines are those of the one that does, made of
/// the same journal by the same words.
///
/// @param clock of `progress`
record FollowedRunNarrator(
    Terminal terminal, Options options, ProgressPrinter progress, JournalClock clock) {

  /// Tells what happened, as at the time when it did.
  void on(ProgressEvent event) {
    switch (event) {
      case ProgressEvent.Journalled(var state, var entry) ->
          clock.at(
              entry.at(),
              () -> {
                if (entry.event() instanceof Event.StepMet met) {
                  showAgain(state.runbook(), met);
                }
                progress.on(event);
              });
      case ProgressEvent.Recorded(var at, _) -> clock.at(at, () -> progress.on(event));
      default -> progress.on(event);
    }
  }

  /// A message stands in no entry, only where it was shown.
  private void showAgain(Runbook runbook, Event.StepMet met) {
    runbook.steps().stream()
        .filter(it -> it.id().equals(met.step()))
        .forEach(it -> {
          if (it instanceof Step.Tell tell) {
            TerminalPeople.showAgain(progress, tell, met.proof());
          }
        });
  }

  /// Tells why there is nothing more to follow, and gives the exit code of the run.
  int tell(RunFollower.End end) throws ProblemException {
    var evidence = evidence(end.files());
    for (var process : end.killed()) {
      progress.tell("controller", "killed", killed(process));
    }
    var drill = RunRecords.drill(end.files().folder());
    if (drill.isPresent()) {
      return tell(drill.get(), end.files());
    }
    var tabletop = TabletopSession.kept(end.files().folder());
    if (tabletop.isPresent()) {
      terminal.tell(options, tabletop.get(), List.of(tabletop.get().line()));
      return 0;
    }
    var summary = new RunRecords(options.state).summary(end.files());
    boolean interrupted = summary.interrupted();
    var state =
        end.state().orElseThrow(() -> interrupted ? interrupted(summary) : neverBegan(end.files()));
    boolean cut = !end.killed().isEmpty() && state.isOver();
    int exitCode = cut || interrupted ? ExitCode.FAILED : RunDocument.exitCode(state.phase());
    int told =
        RunDocument.of(state, end.files().folder(), evidence, exitCode)
            .standing(summary, DroppedClaim.find(end.files().folder()).isPresent())
            .print(terminal, options);
    if (interrupted) {
      terminal.say(options, "drill", "interrupted", "the drill was interrupted: " + summary.why());
    } else if (cut) {
      terminal.say(
          options,
          "run",
          "cut",
          "what follows the run, such as the way home of a drill, was not done; see 'lifeboat"
              + " status'");
    }
    return told;
  }

  /// What closes a run is told as at its last word, when it was done.
  private DrillResult.EvidenceOf evidence(RunFolder files) {
    if (Files.exists(files.report())) {
      clock.atLast(() -> progress.tell("report", "written", files.report().toString()));
    }
    ProgressListener listener = event -> clock.atLast(() -> progress.on(event));
    return new FolderSealer(options.state, Terminal.host(), listener).look(files);
  }

  private static String killed(RunController process) {
    return "process %d executed the run and is gone without a word".formatted(process.pid());
  }

  private int tell(JsonNode result, RunFolder files) {
    var rto = result.path("rto").path("seconds");
    var rpo = result.path("rpo").path("seconds");
    var basis = result.path("basis").asString("");
    var line =
        "drill %s of %s/%s, run %s: %s, RTO %s, RPO %s%s"
            .formatted(
                result.path("scenario").asString(""),
                result.path("plan").asString(""),
                result.path("workload").asString(""),
                files.run(),
                result.path("outcome").asString(""),
                rto.isNumber() ? Spans.seconds(rto.asDouble()) : "unknown",
                rpo.isNumber() ? Spans.seconds(rpo.asDouble()) : "unknown",
                basis.isEmpty() ? "" : "; basis: " + basis);
    terminal.tell(options, result, List.of(line));
    return WordedChoice.find(DrillResult.Outcome.values(), result.path("outcome").asString(""))
        .map(DrillResult.Outcome::exitCode)
        .orElse(ExitCode.FAILED);
  }

  private static ProblemException interrupted(RunSummary drill) {
    return ProblemException.lasting(
        Code.LB4004,
        "drill %s of %s/%s, run %s, was interrupted: %s"
            .formatted(
                drill.activity().scenario().orElseThrow(),
                drill.subject().plan(),
                drill.subject().workload(),
                drill.run(),
                drill.why()),
        "it has no result; no process here holds it any more",
        "see 'lifeboat runs --open'");
  }

  private static ProblemException neverBegan(RunFolder files) {
    return RunRecords.noRun(
        "run %s never began, and no process here executes it".formatted(files.run()),
        "there is nothing to follow");
  }
}
