package dev.lifeboat.drill;

import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;
import java.util.EnumSet;
import java.util.Set;

/// The kind of [MemoryRegions].
final class MemoryKind implements ScenarioHost {
  @Override
  public ProviderKeys keys() {
    return () -> "memory";
  }

  @Override
  public boolean raised() {
    return true;
  }

  @Override
  public Traits traits() {
    return Storefront.traits();
  }

  @Override
  public Set<Scenario> scenarios() {
    return EnumSet.of(Scenario.REGION_LOSS, Scenario.SWITCHOVER);
  }
}
