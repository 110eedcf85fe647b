package dev.lifeboat.report;

import dev.lifeboat.plan.Strategy;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A runbook of many steps, 64 of them side by side.
final class Large {
  private static final int WIDE = 64;

  private Large() {}

  static Runbook runbook(int steps) {
    var all = new ArrayList<Step>();
    for (int i = 0; i < steps; i++) {
      var after = i < WIDE ? List.<StepId>of() : List.of(all.get(i - WIDE).id());
      all.add(
          new Step.Reach(
              new StepId("ready-" + i),
              new Goal.Healthy("web" + i, "west"),
              after,
              Duration.ofMinutes(1),
              List.of()));
    }
    return new Runbook(
        "storefront", "shop", Mode.FAILOVER, Strategy.WARM_STANDBY, "east", "west", all);
  }
}
