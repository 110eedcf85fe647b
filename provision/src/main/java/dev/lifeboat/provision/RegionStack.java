package dev.lifeboat.provision;

import dev.lifeboat.aws.dynamodb.PlanTable;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.PolicyDocuments;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What one region of a plan keeps, whichever its role: tables, and the objects that say where
/// users are sent. Beside that the two that serve have a guard's role, people who are told, and
/// alarms; the recovery region has the roles of people, artefacts and the dashboard, since all of
/// these are needed while the primary is lost.
record RegionStack(Plan plan, Region region, StackNames names) {
  /// Route 53 reads by no credentials.
  private static final String READ = "s3:GetObject";

  /// @throws ProblemException LB2008 when the plan does not say where something is
  CloudStack stack() throws ProblemException {
    var parameters = new ArrayList<StackParameter>();
    var resources = new ArrayList<CloudResource>();
    var key = new KeyPolicy(plan, region).key();
    resources.add(key);
    for (var table : PlanTable.of(plan, region)) {
      resources.add(new CloudResource.Table(ResourceId.of("Table", table.name()), table, key));
    }
    var buckets = routeBuckets();
    if (!buckets.isEmpty()) {
      parameters.add(StackParameters.HEALTH_CHECKERS);
      resources.addAll(buckets);
    }
    if (region.role() != Region.Role.ARBITER) {
      parameters.add(StackParameters.EMAIL);
      resources.add(names.topic(region, key));
      guard().ifPresent(resources::add);
      var alarms = new RegionAlarms(plan, region, names, AlarmStack.ofRegion(plan));
      resources.addAll(alarms.alarms());
      resources.add(new AccountAlarms(region, names).alarm());
      parameters.addAll(alarms.asked());
      resources.addAll(LogQueries.ofServices("lifeboat/%s/".formatted(plan.name())));
    }
    if (region.role() == Region.Role.RECOVERY) {
      parameters.add(StackParameters.OPERATORS);
      resources.addAll(new OperatorRoles(plan, names).roles());
      resources.add(
          new CloudResource.PrivateBucket(
              StackParameters.ARTEFACTS.name(),
              Optional.empty(),
              List.of(),
              Optional.of(key),
              false,
              Optional.of(VisitorStack.seen(plan) + "/")));
      parameters.add(StackParameters.TRAIL);
      resources.addAll(new TrailParts(plan, names).all(key));
      resources.add(new PlanDashboard(plan, names).dashboard());
      if (BudgetRegions.has(region)) {
        parameters.add(StackParameters.BUDGET);
        resources.add(
            new CloudResource.CostBudget(
                "Budget",
                names.of("cost"),
                plan.name(),
                StackParameters.BUDGET.reference(),
                names.topicArn(region)));
      }
    }
    return new CloudStack(
        plan.name(),
        names.of(region.role().word()),
        region.role().word(),
        region.name(),
        AwsRegion.nameOf(region),
        "What plan %s needs in its %s region".formatted(plan.name(), region.role().word()),
        parameters,
        resources);
  }

  /// By name: those of several traffics may be in one bucket.
  private List<CloudResource> routeBuckets() throws ProblemException {
    var objects = new TreeMap<String, List<RouteSite>>();
    for (var site : routes(plan, region)) {
      objects.computeIfAbsent(site.bucket(), _ -> new ArrayList<>()).add(site);
    }
    var buckets = new ArrayList<CloudResource>();
    objects.forEach((name, of) ->
        buckets.add(
            new CloudResource.PrivateBucket(
                ResourceId.of("Routes", name),
                Optional.of(name),
                List.of(readers(of)),
                Optional.empty(),
                false)));
    return buckets;
  }

  /// Where `region` keeps the objects that say where users are sent, each once.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  static List<RouteSite> routes(Plan plan, Region region) throws ProblemException {
    var found = new ArrayList<RouteSite>();
    for (var workload : plan.workloads().values()) {
      for (var name : AwsSites.of(plan, workload).names().values()) {
        var site = name.objects().get(region.name());
        if (site != null && !found.contains(site)) {
          found.add(site);
        }
      }
    }
    return found;
  }

  /// Health checks have no credentials. Their addresses alone make no policy public.
  private static ResourceStatement readers(List<RouteSite> objects) {
    return new ResourceStatement(
        "LifeboatRouteReaders",
        ResourceStatement.Effect.ALLOW,
        ResourceStatement.Principal.EVERYBODY,
        List.of(READ),
        objects.stream().map(RouteSite::arn).toList(),
        Map.of(
            "IpAddress",
            Map.of("aws:SourceIp", List.of(StackParameters.HEALTH_CHECKERS.reference()))));
  }

  private Optional<CloudResource> guard() {
    var guarded =
        plan.workloads().values().stream()
            .filter(it ->
                it.resources(Database.class).stream()
                    .anyMatch(database -> FenceChoice.of(database).isByGuard()))
            .map(it -> it.name())
            .toList();
    if (guarded.isEmpty()) {
      return Optional.empty();
    }
    var policy = IamPolicy.ofGuard(plan, guarded, Optional.of(region.name()), References.ACCOUNT);
    return Optional.of(
        new CloudResource.Role(
            "GuardRole",
            GuardStack.role(names, region),
            ResourceStatement.trust("ecs-tasks"),
            PolicyDocuments.of(policy)));
  }
}
