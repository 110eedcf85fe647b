package dev.lifeboat.provision;

import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Alarms on the services of one workload in one region: tasks that are not there, targets of which
/// none is well, and answers that are errors. Thresholds are those of the seeds.
record WorkloadAlarms(Region region, StackNames names) {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// A deployment takes as long, in which tasks come and go.
  private static final int DEPLOYMENT = 5;

  private static final int LOOKS = 2;
  private static final int ERRORS_PER_CENT = 5;

  /// Fewer in a minute are the watches' own, which a standby may refuse that cannot write or has no
  /// task. They ask each 15 s, from some places.
  private static final int PROBES = 30;

  /// Requests that found a target, and those that the load balancer itself refused since there was
  /// none. A metric is silent while it counts nothing.
  private static final String ALL = "(FILL(requests, 0) + FILL(refused, 0))";

  List<CloudResource> alarms(AwsSites sites) {
    var alarms = new ArrayList<CloudResource>();
    sites.tasks().forEach((name, of) -> alarms.add(tasks(name, of.in(region.name()))));
    sites.targets().forEach((name, of) -> alarms.addAll(balancer(name, of.in(region.name()))));
    return alarms;
  }

  /// Which load balancers the alarms are about.
  List<StackParameter> asked(AwsSites sites) {
    var asked = new ArrayList<StackParameter>();
    sites.targets().forEach((name, of) -> asked.add(asked(name, of.in(region.name()))));
    return asked;
  }

  private static StackParameter asked(String service, TargetSite site) {
    return StackParameters.measuredBalancer(service, site.targetGroup());
  }

  private CloudResource tasks(String service, EcsSite site) {
    return names.alarm(
        region,
        "tasks-of-" + service,
        "As many tasks of %s as wanted do not run: see the events of its service."
            .formatted(service),
        new CloudResource.Formula(
            "ABS(desired - running)",
            Map.of(
                "desired", task("DesiredTaskCount", site),
                "running", task("RunningTaskCount", site))),
        new CloudResource.Limit("Average", 1, DEPLOYMENT, MINUTE, false));
  }

  /// Of Container Insights; without it there is none.
  static CloudResource.Metric task(String metric, EcsSite site) {
    return task(metric, site.clusterName(), site.service());
  }

  /// As above.
  static CloudResource.Metric task(String metric, String cluster, String service) {
    return new CloudResource.Metric(
        "ECS/ContainerInsights", metric, Map.of("ClusterName", cluster, "ServiceName", service));
  }

  private List<CloudResource> balancer(String service, TargetSite site) {
    var asked = asked(service, site);
    int probes = region.role() == Region.Role.PRIMARY ? 0 : PROBES;
    var requests = metric("RequestCount", asked, site);
    var refused = balancer("HTTPCode_ELB_5XX_Count", asked);
    return List.of(
        names.alarm(
            region,
            "health-of-" + service,
            "No target of %s is well while users ask: they are not served.".formatted(service),
            new CloudResource.Formula(
                "IF(FILL(healthy, 0) < 1 AND %s > %d, 1, 0)".formatted(ALL, probes),
                Map.of(
                    "healthy",
                    metric("HealthyHostCount", asked, site),
                    "refused",
                    refused,
                    "requests",
                    requests)),
            new CloudResource.Limit("Sum", 1, LOOKS, MINUTE, false),
            Optional.of(asked)),
        names.alarm(
            region,
            "errors-of-" + service,
            "More than %d %% of the answers of %s are errors: see its log."
                .formatted(ERRORS_PER_CENT, service),
            new CloudResource.Formula(
                "IF(%1$s > %2$d, 100 * (FILL(errors, 0) + FILL(refused, 0)) / %1$s, 0)"
                    .formatted(ALL, probes * DEPLOYMENT),
                Map.of(
                    "errors",
                    metric("HTTPCode_Target_5XX_Count", asked, site),
                    "refused",
                    refused,
                    "requests",
                    requests)),
            new CloudResource.Limit(
                "Sum", ERRORS_PER_CENT, 1, MINUTE.multipliedBy(DEPLOYMENT), false),
            Optional.of(asked)));
  }

  /// Of a load balancer as a whole: what found no target is counted by none.
  private static CloudResource.Metric balancer(String metric, StackParameter asked) {
    return new CloudResource.Metric(
        "AWS/ApplicationELB", metric, Map.of("LoadBalancer", asked.reference()));
  }

  private static CloudResource.Metric metric(String metric, StackParameter asked, TargetSite site) {
    return new CloudResource.Metric(
        "AWS/ApplicationELB",
        metric,
        Map.of("LoadBalancer", asked.reference(), "TargetGroup", group(site)));
  }

  /// As metrics name it.
  static String group(TargetSite site) {
    return site.targetGroup().substring(site.targetGroup().lastIndexOf(':') + 1);
  }
}
