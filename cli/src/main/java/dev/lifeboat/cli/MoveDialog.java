package dev.lifeboat.cli;

import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.Move;
import dev.lifeboat.control.MoveRequest;
import dev.lifeboat.control.Overrides;
import dev.lifeboat.engine.Preview;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookJson;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A move from the command line: preview, confirmation, run.
record MoveDialog(Terminal terminal, Options options, MoveOptions asked) {

  /// The preview as data.
  record PreviewDocument(
      String schema,
      String plan,
      String workload,
      String mode,
      String source,
      String target,
      String runbook,
      String writesAtRisk,
      List<Preview.Row> goals) {}

  int run(Mode mode) throws InterruptedException, ProblemException {
    return run(mode, Overrides.NONE, Optional.empty());
  }

  /// @param at when a failback moves
  int run(Mode mode, Overrides overrides, Optional<UnaryOperator<Instant>> at)
      throws InterruptedException, ProblemException {
    var file = Kinds.read(asked.plan);
    var moved = file.workload(asked.workload);
    NameConfirmation.requireRight(asked.confirm, file.plan());
    try (var platform = new Platforms(options.state, false).required(file)) {
      var move =
          Move.of(
              new ControlledWorkload(file, moved, platform, options.state),
              new MoveRequest(
                  mode,
                  Optional.ofNullable(asked.to),
                  Optional.ofNullable(asked.runbook),
                  overrides,
                  at));
      if (asked.dryRun) {
        return show(move);
      }
      if (!platform.kind().raised()) {
        new NameConfirmation(terminal, mode, asked.confirm)
            .require(file, platform, moved, move.runbook());
      }
      move.requirePossible();
      try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC());
          var _ = Interrupt.ofThisThread()) {
        return RunDocument.print(
            move.run(terminal.requester(talk, options.person)), terminal, options);
      }
    }
  }

  private int show(Move move) throws InterruptedException, ProblemException {
    var runbook = move.runbook();
    var outlook = move.preview();
    if (options.json) {
      terminal
          .out()
          .println(
              OutputJson.line(
                  new PreviewDocument(
                      "lifeboat.preview/v1",
                      runbook.plan(),
                      runbook.workload(),
                      runbook.mode().word(),
                      runbook.source(),
                      runbook.target(),
                      RunbookJson.hash(runbook),
                      outlook.writesAtRisk(),
                      outlook.goals().goals())));
    } else {
      new PreviewText(terminal.out()).print(runbook, outlook.goals(), outlook.writesAtRisk());
    }
    return outlook.goals().impossible().isEmpty() ? 0 : 3;
  }
}
