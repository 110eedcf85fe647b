package dev.lifeboat.drill;

import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;
import dev.lifeboat.scenario.Scenarios;
import java.util.List;

/// The kind of [MemoryRegions].
final class MemoryKind implements ScenarioHost {
  @Override
  public ProviderKeys keys() {
    return () -> "memory";
  }

  @Override
  public boolean servesUsers() {
    return false;
  }

  @Override
  public Traits traits() {
    return Storefront.traits();
  }

  @Override
  public List<Scenario> scenarios() {
    return List.of(Scenarios.SERVICE_LOSS, Scenarios.REGION_LOSS, Scenarios.SWITCHOVER);
  }
}
