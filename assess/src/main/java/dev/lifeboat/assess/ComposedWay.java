package dev.lifeboat.assess;

import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Way of a failover, put together for a strategy that no drill measured: a step that the planned
/// one has too takes what it took in past runs, another what is assumed of it.
///
/// @param runbook of the planned strategy
/// @param measured by step of that runbook
record ComposedWay(
    Runbook runbook, Workload workload, Map<StepId, MeasuredSpread> measured, WriteRate rate) {
  private static final StepId RESTORE = new StepId("restore");

  /// Empty where no run measured a step.
  static Optional<ComposedWay> of(
      Workload workload, PlanAssessment.Input input, DrillProof drills, WriteRate rate) {
    var steps = drills.spans().steps();
    return steps.isEmpty()
        ? Optional.empty()
        : input.failover().apply(workload).map(it -> new ComposedWay(it, workload, steps, rate));
  }

  /// What users wait for once it is decided; empty where no run measured a step of it.
  Optional<CriticalPath> of(Strategy strategy) {
    var path = CriticalPath.of(runbook, as(strategy));
    var legs = new ArrayList<CriticalPath.Leg>();
    switch (strategy) {
      case PILOT_LIGHT, WARM_STANDBY ->
          legs.addAll(those(path, step -> !(step instanceof Step.Ask)));
      case ACTIVE_ACTIVE -> legs.addAll(those(path, ComposedWay::leads));
      case BACKUP_AND_RESTORE -> {
        var restored = StrategyEstimates.restored(workload, true, rate);
        if (workload.strategy() == strategy) {
          legs.addAll(those(path, step -> !(step instanceof Step.Ask)));
        } else {
          legs.add(new CriticalPath.Leg(RESTORE, restored, restored, 0));
          legs.addAll(those(path, ComposedWay::leads));
        }
      }
    }
    var way = new CriticalPath(legs);
    return way.runs() == 0 ? Optional.empty() : Optional.of(way);
  }

  private List<CriticalPath.Leg> those(CriticalPath path, Predicate<Step> meant) {
    var ids = runbook.steps().stream().filter(meant).map(Step::id).toList();
    return path.legs().stream().filter(it -> ids.contains(it.step())).toList();
  }

  private static boolean leads(Step step) {
    return step instanceof Step.Reach(_, Goal.Routed _, _, _, _);
  }

  /// Instances that run already tell nothing of how long it takes to start them, unless it took
  /// them longer than that.
  private CriticalPath.Durations as(Strategy strategy) {
    var known = new HashMap<>(measured);
    if (strategy.startsServices() && !workload.strategy().startsServices()) {
      for (var step : runbook.steps()) {
        var spread = measured.get(step.id());
        if (step instanceof Step.Reach(_, Goal.Running _, _, _, _)
            && spread != null
            && spread.p90().compareTo(StrategyEstimates.STARTED) < 0) {
          known.remove(step.id());
        }
      }
    } else if (!strategy.startsServices() && workload.strategy().startsServices()) {
      for (var step : runbook.steps()) {
        if (step instanceof Step.Reach(_, Goal.Running _, _, _, _)) {
          known.remove(step.id());
        }
      }
    }
    return new CriticalPath.Durations(workload, strategy, known, rate);
  }
}
