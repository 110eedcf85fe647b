package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;
import java.util.EnumSet;
import java.util.Set;

/// `provider: aws`, regions of Amazon Web Services, in which users are served already.
public final class AwsKind implements ScenarioHost {
  @Override
  public ProviderKeys keys() {
    return new AwsKeys();
  }

  @Override
  public boolean raised() {
    return false;
  }

  @Override
  public Traits traits() {
    return new AwsTraits();
  }

  /// What an experiment of AWS FIS can do, and what breaks nothing.
  @Override
  public Set<Scenario> scenarios() {
    return EnumSet.of(
        Scenario.SERVICE_LOSS,
        Scenario.ZONE_LOSS,
        Scenario.DATABASE_LOSS,
        Scenario.REGION_LOSS,
        Scenario.REGION_HANG,
        Scenario.REGION_SILENT,
        Scenario.SWITCHOVER);
  }
}
