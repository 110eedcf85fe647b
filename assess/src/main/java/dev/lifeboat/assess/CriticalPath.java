package dev.lifeboat.assess;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Steps of a failover that users wait for: the longest way through its runbook until they are led
/// to the other region. A step takes what it took in past runs, else what is assumed of it.
///
/// @param legs in their order; those that take no time are left out
public record CriticalPath(List<Leg> legs) {

  /// A step on the way.
  ///
  /// @param runs that measured it; zero where both spans are assumed
  public record Leg(StepId step, Duration median, Duration p90, int runs) {
    public FigureBasis basis() {
      return runs == 0 ? FigureBasis.ASSUMED : FigureBasis.MEASURED;
    }

    private String words() {
      return "%s %s%s".formatted(step, SpanText.estimated(p90), runs == 0 ? " (assumed)" : "");
    }
  }

  public CriticalPath {
    legs = List.copyOf(legs);
  }

  /// Times of its steps.
  ///
  /// @param strategy by which it is assumed what no run measured
  record Durations(
      Workload workload, Strategy strategy, Map<StepId, MeasuredSpread> measured, WriteRate rate) {
    /// Of the strategy that the workload has.
    static Durations of(Workload workload, Map<StepId, MeasuredSpread> measured, WriteRate rate) {
      return new Durations(workload, workload.strategy(), measured, rate);
    }
  }

  /// The longest way by what nine of ten runs took.
  static CriticalPath of(Runbook runbook, Durations durations) {
    var legs = new HashMap<StepId, Leg>();
    var finished = new HashMap<StepId, Duration>();
    var before = new HashMap<StepId, StepId>();
    StepId last = null;
    for (var step : runbook.steps()) {
      var leg = leg(step, durations);
      legs.put(step.id(), leg);
      var longest =
          step.after().stream()
              .reduce((one, other) ->
                  at(finished, other).compareTo(at(finished, one)) > 0 ? other : one);
      longest.ifPresent(it -> before.put(step.id(), it));
      finished.put(
          step.id(), longest.map(it -> at(finished, it)).orElse(Duration.ZERO).plus(leg.p90()));
      if (isRecovery(step)
          && (last == null || at(finished, step.id()).compareTo(at(finished, last)) >= 0)) {
        last = step.id();
      }
    }
    var path = new ArrayList<Leg>();
    for (var it = last; it != null; it = before.get(it)) {
      path.addFirst(at(legs, it));
    }
    return new CriticalPath(path.stream().filter(it -> !it.p90().isZero()).toList());
  }

  /// Whether users wait for it. What comes after them, such as more instances, does not count.
  private static boolean isRecovery(Step step) {
    return step instanceof Step.Reach(_, Goal.Promoted _, _, _, _)
        || step instanceof Step.Reach(_, Goal.Routed _, _, _, _);
  }

  private static Leg leg(Step step, Durations durations) {
    var known = durations.measured().get(step.id());
    if (known != null) {
      return new Leg(step.id(), known.median(), known.p90(), known.runs());
    }
    var assumed = assumed(step, durations);
    return new Leg(step.id(), assumed, assumed, 0);
  }

  private static Duration assumed(Step step, Durations durations) {
    return switch (step) {
      case Step.Ask _ -> StrategyEstimates.decided(durations.workload());
      case Step.Tell _, Step.Verify _ -> Duration.ZERO;
      case Step.Reach reach -> assumed(reach.goal(), durations);
    };
  }

  /// The figures of [StrategyEstimates], each at the step that it is about.
  private static Duration assumed(Goal goal, Durations durations) {
    var workload = durations.workload();
    return switch (goal) {
      case Goal.Promoted promoted ->
          workload.resources().get(promoted.resource()) instanceof Database
              ? StrategyEstimates.PROMOTED
              : Duration.ZERO;
      case Goal.Restored _ -> StrategyEstimates.restored(workload, true, durations.rate());
      case Goal.Running _ ->
          durations.strategy() == Strategy.PILOT_LIGHT ? StrategyEstimates.STARTED : Duration.ZERO;
      case Goal.Routed _ -> StrategyEstimates.routed(workload);
      case Goal.Fenced _, Goal.Replicating _, Goal.Protected _, Goal.Healthy _, Goal.Bound _ ->
          Duration.ZERO;
    };
  }

  public Duration median() {
    return sum(Leg::median);
  }

  public Duration p90() {
    return sum(Leg::p90);
  }

  /// How many runs measured a step of it, at most.
  public int runs() {
    return legs.stream().mapToInt(Leg::runs).max().orElse(0);
  }

  /// Such as `fence-orders 0.4 s, promote-orders 5 min (assumed)`.
  public String words() {
    return legs.stream().map(Leg::words).collect(Collectors.joining(", "));
  }

  private Duration sum(Function<Leg, Duration> span) {
    return legs.stream().map(span).reduce(Duration.ZERO, Duration::plus);
  }

  private static <T> T at(Map<StepId, T> map, StepId step) {
    var value = map.get(step);
    if (value == null) {
      throw new IllegalStateException("step '" + step + "' is not before those that wait for it");
    }
    return value;
  }
}
