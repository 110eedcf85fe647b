package dev.lifeboat.aws.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.lifeboat.aws.AwsSite;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.bulkread.SurveyScope;
import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.GuardReleases;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.Item;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a plan names in each region of AWS.
final class PlannedSurvey {
  private PlannedSurvey() {}

  /// @return by AWS's names of the regions
  /// @throws ProblemException LB2008 when the plan does not say where something is
  static Map<String, SurveyScope> wanted(Plan plan) throws ProblemException {
    var sites = new ArrayList<AwsSites>();
    var items = new LinkedHashSet<Item>();
    for (var workload : plan.workloads().values()) {
      var of = AwsSites.of(plan, workload);
      sites.add(of);
      items.addAll(items(workload.name(), of));
    }
    var wanted = new LinkedHashMap<String, SurveyScope>();
    for (var region : plan.regions().values()) {
      var name = AwsRegion.nameOf(region);
      wanted.put(
          name,
          new SurveyScope(
              items,
              in(name, sites, AwsSites::databases).map(RdsSite::instance).collect(toSet()),
              in(name, sites, AwsSites::tasks)
                  .collect(groupingBy(EcsSite::cluster, mapping(EcsSite::service, toSet()))),
              in(name, sites, AwsSites::groups).map(GroupSite::group).collect(toSet())));
    }
    return wanted;
  }

  /// The placement and votes, and what guards told: of the tables of a region whatever is there.
  private static Set<Item> items(String workload, AwsSites sites) {
    var items = new LinkedHashSet<Item>();
    items.add(DynamoPlacements.key(workload));
    for (var database : sites.databases().values()) {
      for (var region : database.byRegion().keySet()) {
        items.add(GuardReleases.item(workload, region));
        items.add(GuardReports.item(workload, region, database.resource()));
      }
    }
    return items;
  }

  private static <S extends AwsSite> Stream<S> in(
      String awsRegion,
      List<AwsSites> sites,
      Function<AwsSites, Map<String, RegionSites<S>>> kind) {
    return sites.stream()
        .flatMap(it -> kind.apply(it).values().stream())
        .flatMap(it -> it.all().stream())
        .filter(it -> it.awsRegion().equals(awsRegion));
  }
}
