package dev.lifeboat.cli;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;

/// Executes an open run in this process and tells how it ended.
final class RunExecution {
  private static final int REFUSED = 4;

  private final Terminal terminal;
  private final Options options;
  private final Talk talk;

  RunExecution(Terminal terminal, Options options, Talk talk) {
    this.terminal = terminal;
    this.options = options;
    this.talk = talk;
  }

  /// How a run ended, or where it stopped.
  ///
  /// @param outcome one word: `done`, `undone`, `declined`, `waiting-for-person` or `paused`
  record RunDocument(
      String schema,
      String plan,
      String workload,
      String run,
      String mode,
      String source,
      String target,
      String outcome,
      String why,
      String folder,
      DrillResult.EvidenceOf evidence,
      int exitCode) {}

  /// What is still to be done once a run has stopped, before its folder is closed.
  @FunctionalInterface
  interface Afterwards {
    void keep(RunFolder files, RunState state) throws InterruptedException;
  }

  /// What became of a run: where it stands, and its folder's seal.
  record Stopped(Runs.OpenRun run, DrillResult.EvidenceOf evidence) {
    RunState state() {
      return run.state();
    }
  }

  /// Runs until the run ended or waits for a person; tells how and gives the exit code.
  int execute(
      Runs runs,
      Runs.OpenRun open,
      World world,
      boolean undo,
      PersonsWord word,
      Afterwards afterwards)
      throws InterruptedException, ProblemException {
    return report(conduct(runs, open, world, undo, word, afterwards));
  }

  /// As above, and leaves the telling to the caller.
  ///
  /// @param undo take the run back at once, where that is still possible
  /// @param word of a person on what the run may stop for
  Stopped conduct(
      Runs runs,
      Runs.OpenRun open,
      World world,
      boolean undo,
      PersonsWord word,
      Afterwards afterwards)
      throws InterruptedException, ProblemException {
    run(runs, open, world, undo);
    var last = open;
    var said = word.on(last.state(), world);
    while (!said.isEmpty()) {
      last = runs.resume(open.state().run(), options.person, said);
      for (var event : said) {
        new RunTalk(talk).tell(last.state(), event);
      }
      run(runs, last, world, false);
      said = word.on(last.state(), world);
    }
    afterwards.keep(last.files(), last.state());
    var lineage = Optional.of(runs.lineage());
    var sealed = RunFiles.complete(last.files(), lineage, options.state, talk);
    return new Stopped(last, sealed.evidence());
  }

  private void run(Runs runs, Runs.OpenRun open, World world, boolean undo)
      throws InterruptedException, ProblemException {
    var state = open.state();
    var told = new RunTalk(talk);
    try (var journal = open.journal()) {
      var runner =
          new Runner(
              Clock.systemUTC(), journal, state, world, entry -> told.happened(state, entry));
      if (undo) {
        runner.cancel(options.person);
      }
      runner.run();
    } catch (InterruptedException interrupted) {
      terminal.err().println("go on with  " + resume(state));
      throw interrupted;
    }
    if (state.phase() instanceof RunState.Phase.Ended) {
      runs.release(state);
    }
  }

  private static String resume(RunState state) {
    return "lifeboat resume " + state.run();
  }

  /// Tells how a run ended, and gives the exit code.
  int report(Stopped stopped) {
    var state = stopped.state();
    var runbook = state.runbook();
    int exitCode = exitCode(state.phase());
    var word = Words.of(state.phase());
    var why = Words.why(state.phase());
    if (options.json) {
      terminal
          .out()
          .println(
              OutputJson.line(
                  new RunDocument(
                      "lifeboat.run/v1",
                      runbook.plan(),
                      runbook.workload(),
                      state.run().value(),
                      runbook.mode().word(),
                      runbook.source(),
                      runbook.target(),
                      word,
                      why,
                      stopped.run().files().folder().toString(),
                      stopped.evidence(),
                      exitCode)));
      return exitCode;
    }
    terminal
        .out()
        .println(
            "%s of %s/%s from %s to %s, run %s: %s%s"
                .formatted(
                    runbook.mode().word(),
                    runbook.plan(),
                    runbook.workload(),
                    runbook.source(),
                    runbook.target(),
                    state.run(),
                    word,
                    why.isEmpty() ? "" : ", " + why));
    if (!(state.phase() instanceof RunState.Phase.Ended)) {
      terminal.out().println("go on with  " + resume(state));
    }
    return exitCode;
  }

  private static int exitCode(RunState.Phase phase) {
    return switch (phase) {
      case RunState.Phase.Ended(var outcome, _) -> exitCode(outcome);
      case RunState.Phase.WaitingForPerson(var code, _) -> code.exitCode();
      case RunState.Phase.Paused(_) -> Failures.INTERRUPTED;
      case RunState.Phase.Forward(), RunState.Phase.Undoing(_) -> Failures.FAILED;
    };
  }

  private static int exitCode(Event.Outcome outcome) {
    return switch (outcome) {
      case DONE -> 0;
      case UNDONE -> Failures.FAILED;
      case DECLINED -> REFUSED;
    };
  }
}
