package dev.lifeboat.drill;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of each step of a run, for JSON and the report.
final class StepResults {
  private StepResults() {}

  /// @param origin what start times count from
  static List<DrillResult.StepResult> of(RunState state, Instant origin) {
    var results = new ArrayList<DrillResult.StepResult>();
    state.all().forEach((step, at) -> results.add(result(step, at, origin)));
    return List.copyOf(results);
  }

  private static DrillResult.StepResult result(Step step, StepState state, Instant origin) {
    var goal = step instanceof Step.Reach reach ? reach.goal() : null;
    return new DrillResult.StepResult(
        step.id().value(),
        goal == null ? null : goal.type(),
        goal == null ? null : goal.resource(),
        goal == null ? null : goal.region(),
        RunWords.of(state),
        start(state, origin),
        seconds(state),
        why(state));
  }

  private static @Nullable Double start(StepState state, Instant origin) {
    return switch (state) {
      case StepState.Met met -> SpanText.number(Duration.between(origin, met.since()));
      case StepState.Active active -> SpanText.number(Duration.between(origin, active.since()));
      case StepState.Waiting _, StepState.Failed _ -> null;
    };
  }

  private static @Nullable Double seconds(StepState state) {
    return state instanceof StepState.Met met
        ? SpanText.number(Duration.between(met.since(), met.at()))
        : null;
  }

  private static @Nullable String why(StepState state) {
    return switch (state) {
      case StepState.Met _ -> null;
      case StepState.Waiting() -> "something it comes after is not met";
      case StepState.Active active -> active.why().orElse("not looked at yet");
      case StepState.Failed failed -> failed.why();
    };
  }

  /// One line a fence that holds, with what shows it.
  static List<String> fenceProofs(RunState state) {
    var proofs = new ArrayList<String>();
    state
        .all()
        .forEach((step, at) -> {
          if (step instanceof Step.Reach reach
              && reach.goal() instanceof Goal.Fenced
              && at instanceof StepState.Met met) {
            proofs.add(reach.goal().phrase() + ": " + met.proof());
          }
        });
    return List.copyOf(proofs);
  }
}
