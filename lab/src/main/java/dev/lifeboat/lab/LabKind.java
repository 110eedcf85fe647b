package dev.lifeboat.lab;

import dev.lifeboat.lab.plan.LabKeys;
import dev.lifeboat.lab.setup.LabFiles;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.provider.ProviderFiles;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;
import dev.lifeboat.scenario.Scenarios;
import java.util.List;

/// `provider: lab`, regions that are processes of this machine.
public final class LabKind implements ScenarioHost {
  @Override
  public ProviderKeys keys() {
    return new LabKeys();
  }

  @Override
  public boolean servesUsers() {
    return false;
  }

  @Override
  public boolean keepsBackups() {
    return true;
  }

  @Override
  public ProviderFiles files() {
    return LabFiles.KEPT;
  }

  @Override
  public Traits traits() {
    return new LabTraits();
  }

  /// No region of a lab has zones.
  @Override
  public List<Scenario> scenarios() {
    return Scenarios.all().stream().filter(it -> !it.equals(Scenarios.ZONE_LOSS)).toList();
  }

  @Override
  public boolean hasSandboxes() {
    return true;
  }

  @Override
  public boolean lendsReads() {
    return true;
  }
}
