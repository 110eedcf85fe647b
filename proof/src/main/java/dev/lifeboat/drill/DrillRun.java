package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.time.Instant;
import java.util.Optional;

/// One run of a drill: compiled from where the writer is, opened, executed and told of.
final class DrillRun {
  private DrillRun() {}

  /// How a run is opened.
  ///
  /// @param files reserved for it
  /// @param by the person, kept in the journal, as `reason`
  /// @param since what people count from
  /// @param before the moment that databases are to be as of; empty for all that there is
  record Opening(
      RunFolder files, String by, String reason, Instant since, Optional<Instant> before) {
    Opening(RunFolder files, String by, String reason, Instant since) {
      this(files, by, reason, since, Optional.empty());
    }

    private Runs.Request of(DrilledWorkload drilled, Runbook runbook) {
      return new Runs.Request(
          files.run(), drilled.planBytes(), drilled.plan().sha256(), runbook, by, reason);
    }
  }

  /// Executes a run that is open, until it ended or waits for a person.
  @FunctionalInterface
  interface Executing {
    RunState run(Runs.OpenRun open) throws InterruptedException, ProblemException;
  }

  static RunState of(DrillContext context, Mode mode, Opening opening, Executing executing)
      throws InterruptedException, ProblemException {
    var drilled = context.drilled();
    var compiler = context.platform().kind().compiler();
    var runbook =
        compiler.compile(
            drilled.plan(), drilled.workload(), mode, context.writer(), opening.before());
    return context.phase(
        DrillPhase.of(mode),
        "%s → %s".formatted(runbook.source(), runbook.target()),
        () -> {
          var open = context.runs().open(opening.of(drilled, runbook));
          context.narrator().opened(open.state());
          return executing.run(open);
        },
        state ->
            "%s after %s"
                .formatted(
                    RunWords.phrase(state.phase()),
                    SpanText.measured(opening.since(), context.clock().now())));
  }
}
