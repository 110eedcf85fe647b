package dev.lifeboat.aws.check;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.store.GuardReports;
import dev.lifeboat.aws.survey.SurveyScope;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a plan names in each region of AWS.
final class PlannedSurvey {
  private PlannedSurvey() {}

  /// One region, while its names are gathered.
  private record Names(
      Set<String> instances, Map<String, Set<String>> services, Set<String> groups) {
    static Names none() {
      return new Names(new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
    }
  }

  /// @return by AWS's names of the regions
  /// @throws ProblemException LB2008 when the plan does not say where something is
  static Map<String, SurveyScope> wanted(Plan plan) throws ProblemException {
    var names = new LinkedHashMap<String, Names>();
    for (var region : plan.regions().values()) {
      names.put(AwsRegion.nameOf(region), Names.none());
    }
    for (var workload : plan.workloads().values()) {
      gather(AwsSites.of(plan, workload), names);
    }
    var wanted = new LinkedHashMap<String, SurveyScope>();
    var items = items(plan);
    names.forEach((region, of) ->
        wanted.put(region, new SurveyScope(items, of.instances(), of.services(), of.groups())));
    return wanted;
  }

  /// Placements and votes, and what guards told: of the tables of a region whatever is there.
  private static Set<Map<String, AttributeValue>> items(Plan plan) throws ProblemException {
    var items = new LinkedHashSet<Map<String, AttributeValue>>();
    for (var workload : plan.workloads().values()) {
      items.add(Map.of("workload", AttributeValue.fromS(workload.name())));
      for (var database : AwsSites.of(plan, workload).databases().entrySet()) {
        for (var region : database.getValue().keySet()) {
          items.add(GuardReports.item(workload.name(), region, database.getKey()));
        }
      }
    }
    return items;
  }

  private static void gather(AwsSites sites, Map<String, Names> names) {
    for (var database : sites.databases().values()) {
      database.values().forEach(it -> of(names, it.awsRegion()).instances().add(it.instance()));
    }
    for (var service : sites.tasks().values()) {
      service
          .values()
          .forEach(it ->
              of(names, it.awsRegion())
                  .services()
                  .computeIfAbsent(it.cluster(), _ -> new LinkedHashSet<>())
                  .add(it.service()));
    }
    for (var service : sites.groups().values()) {
      service.values().forEach(it -> of(names, it.awsRegion()).groups().add(it.group()));
    }
  }

  private static Names of(Map<String, Names> names, String region) {
    return names.computeIfAbsent(region, _ -> Names.none());
  }
}
