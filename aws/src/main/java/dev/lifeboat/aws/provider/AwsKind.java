package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;
import dev.lifeboat.scenario.Scenarios;
import java.util.List;

/// `provider: aws`, regions of Amazon Web Services, in which users are served already.
public final class AwsKind implements ScenarioHost {
  @Override
  public ProviderKeys keys() {
    return new AwsKeys();
  }

  @Override
  public String title() {
    return "AWS";
  }

  @Override
  public boolean servesUsers() {
    return true;
  }

  /// Logins are named for a guard alone.
  @Override
  public boolean hasGuards(Workload workload) {
    return workload.resources(Database.class).stream()
        .anyMatch(it -> !FenceChoice.of(it).logins().isEmpty());
  }

  @Override
  public Traits traits() {
    return new AwsTraits();
  }

  /// What an experiment of AWS FIS can do, and what breaks nothing.
  @Override
  public List<Scenario> scenarios() {
    return List.of(
        Scenarios.SERVICE_LOSS,
        Scenarios.ZONE_LOSS,
        Scenarios.DATABASE_LOSS,
        Scenarios.REGION_LOSS,
        Scenarios.REGION_HANG,
        Scenarios.REGION_SILENT,
        Scenarios.SWITCHOVER);
  }

  /// An experiment is its owner's, and a plan names it.
  @Override
  public List<Scenario> scenarios(Plan plan) {
    var experiments = AwsPlan.of(plan).experiments();
    return scenarios().stream()
        .filter(it -> it instanceof Scenario.Planned || experiments.containsKey(it.word()))
        .toList();
  }
}
