package dev.lifeboat.control;

import dev.lifeboat.control.RunSummary.Kind;
import dev.lifeboat.control.RunSummary.Subject;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.history.DrillType;
import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Protection of a workload as its past runs left it, for whoever asks no region: 'status' and
/// 'check' look at the replicas themselves.
final class PastProtection {
  private PastProtection() {}

  /// The failover since which no run made the other side follow; empty where none is known.
  ///
  /// @param runs newest first
  static Optional<RunSummary> lost(Subject of, List<RunSummary> runs) {
    return runs.stream()
        .filter(run -> run.subject().equals(of) && tells(run))
        .findFirst()
        .filter(PastProtection::leavesUnprotected);
  }

  /// A run that was taken back, or is open, changed nothing for good. A drill that moved the writer
  /// and came home had somewhere to go; of one in which it stays nobody knows.
  private static boolean tells(RunSummary run) {
    return switch (run.outcome()) {
      case RunOutcome.Journalled(RunState.Phase.Ended(var outcome, _)) ->
          outcome == Event.Outcome.DONE;
      case RunOutcome.Judged(var outcome) ->
          outcome == DrillResult.Outcome.PASSED
              && DrillType.of(run.activity().scenario().orElse(""))
                  instanceof DrillType.OfScenario(Scenario.Move _);
      case RunOutcome.Journalled _, RunOutcome.Unjournalled _ -> false;
    };
  }

  private static boolean leavesUnprotected(RunSummary run) {
    return Arrays.stream(Mode.values())
        .filter(Mode::leavesUnprotected)
        .anyMatch(mode -> Kind.of(mode) == run.kind());
  }
}
