package dev.lifeboat.bench;

import dev.lifeboat.plan.ProviderValues;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A runbook far larger than any real one: chains side by side, each step with a goal of its own.
final class WideRunbook {
  static final String WORKLOAD = "bench";
  static final String SOURCE = "east";
  static final String TARGET = "west";

  private static final String SERVICE = "web";
  private static final Duration DEADLINE = Duration.ofMinutes(5);

  private WideRunbook() {}

  /// @param wide how many chains there are
  static Runbook of(int steps, int wide) {
    var all = new ArrayList<Step>(steps);
    for (int i = 0; i < steps; i++) {
      all.add(
          new Step.Reach(
              new StepId("step-" + i),
              new Goal.Healthy(SERVICE, "region-" + i),
              i < wide ? List.of() : List.of(new StepId("step-" + (i - wide))),
              DEADLINE,
              List.of()));
    }
    return new Runbook(
        "bench", WORKLOAD, Mode.FAILOVER, Strategy.WARM_STANDBY, SOURCE, TARGET, all);
  }

  static Map<String, Resource> resources() {
    return Map.of(
        SERVICE,
        new Service(
            SERVICE,
            List.of("true"),
            new Service.Instances(1, 0),
            List.of(),
            "/healthz",
            "/readyz",
            new Service.Environment(Map.of(), List.of()),
            ProviderValues.NONE));
  }
}
