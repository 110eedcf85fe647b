package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.drill.Experiments;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.ProviderFiles;
import dev.lifeboat.runbook.Traits;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.ScenarioHost;
import dev.lifeboat.scenario.Scenarios;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  /// Guards keep their votes and leases on their own machines.
  @Override
  public ProviderFiles files() {
    return ProviderFiles.open("guard");
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

  /// What a plan can name an experiment of AWS FIS for, and what breaks nothing.
  @Override
  public List<Scenario> scenarios() {
    return held(AwsPlan.experimentWords());
  }

  /// An experiment is its owner's, and a plan names it.
  @Override
  public List<Scenario> scenarios(Plan plan) {
    return held(AwsPlan.of(plan).experiments().keySet());
  }

  private static List<Scenario> held(Collection<String> named) {
    return Scenarios.all().stream().filter(it -> Experiments.canHold(it, named)).toList();
  }

  /// Templates of the experiments that `plan` names, by what they break in `workload`.
  Map<Fault, String> templates(Plan plan, Workload workload) {
    var templates = new HashMap<Fault, String>();
    var named = AwsPlan.of(plan).experiments();
    for (var scenario : scenarios(plan)) {
      var template = named.get(scenario.word());
      if (template != null) {
        scenario.possibleFaults(this, plan, workload).forEach(it -> templates.put(it, template));
      }
    }
    return templates;
  }
}
