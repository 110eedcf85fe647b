package dev.lifeboat.lab;

import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;
import java.util.EnumSet;
import java.util.Set;

/// `provider: lab`, regions that are processes of this machine.
public final class LabKind implements ScenarioHost {
  @Override
  public ProviderKeys keys() {
    return new LabKeys();
  }

  @Override
  public boolean raised() {
    return true;
  }

  @Override
  public Traits traits() {
    return new LabTraits();
  }

  /// No region of a lab has zones.
  @Override
  public Set<Scenario> scenarios() {
    return EnumSet.complementOf(EnumSet.of(Scenario.ZONE_LOSS));
  }
}
