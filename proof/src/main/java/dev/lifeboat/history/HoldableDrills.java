package dev.lifeboat.history;

import dev.lifeboat.plan.DrillRhythm.Kind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.scenario.ScenarioHost;
import dev.lifeboat.scenario.Scenarios;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// Kinds of drills that one workload can have where its regions are.
///
/// @param options by kind, what asks for it beside the workload, as it is typed
public record HoldableDrills(Map<Kind, String> options) {
  public HoldableDrills {
    options = Collections.unmodifiableMap(new EnumMap<>(options));
  }

  /// Those of a workload of `plan`, whose regions are of that kind. The loss of the whole region is
  /// always one: where nothing can break it yet, the drill says what the plan lacks.
  public static HoldableDrills of(ProviderKind kind, Plan plan, Workload workload) {
    var options = new EnumMap<Kind, String>(Kind.class);
    options.put(Kind.TABLETOP, "--tabletop --scenario " + Scenarios.REGION_LOSS.word());
    options.put(Kind.FULL, "--scenario " + Scenarios.REGION_LOSS.word());
    Scenarios.partOf(kind, plan, workload)
        .ifPresent(it -> options.put(Kind.COMPONENT, "--scenario " + it.word()));
    if (kind instanceof ScenarioHost host && host.hasSandboxes() && !workload.stores().isEmpty()) {
      options.put(Kind.ISOLATED, "--isolated");
    }
    return new HoldableDrills(options);
  }
}
