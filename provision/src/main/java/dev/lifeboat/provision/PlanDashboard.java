package dev.lifeboat.provision;

import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.aws.s3.ReplicationLags;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One page of figures in the recovery region: how far copies are behind, both ways, and whether
/// services work.
record PlanDashboard(Plan plan, StackNames names) {
  private static final int WIDTH = 12;
  private static final int HEIGHT = 6;
  private static final int COLUMNS = 2;
  private static final int PERIOD_SECONDS = 60;

  /// A line of a figure: a metric, and where it is.
  private record Line(CloudResource.Metric metric, String awsRegion) {
    Object tree() {
      var tree = new ArrayList<Object>(List.of(metric.namespace(), metric.name()));
      metric.dimensions().forEach((name, value) -> tree.addAll(List.of(name, value)));
      tree.add(JsonTree.of("region", awsRegion));
      return tree;
    }
  }

  /// @throws ProblemException LB2008 when the plan does not say where something is
  CloudResource dashboard() throws ProblemException {
    var figures = new ArrayList<Object>();
    for (var workload : plan.workloads().values()) {
      var sites = AwsSites.of(plan, workload);
      sites
          .databases()
          .forEach((name, database) ->
              add(
                  figures,
                  "%s: lag of the replica, seconds".formatted(name),
                  database.all().stream()
                      .map(it -> new Line(RegionAlarms.lag(it.instance()), it.awsRegion()))
                      .toList()));
      sites
          .buckets()
          .values()
          .forEach(
              it -> add(figures, "%s: lag of replicas, seconds".formatted(it.name()), bucket(it)));
      sites
          .tasks()
          .forEach((name, service) ->
              add(figures, "%s: processor time, per cent".formatted(name), service(service)));
    }
    return new CloudResource.Dashboard(
        "Dashboard", "lifeboat-" + plan.name(), JsonTree.line(JsonTree.of("widgets", figures)));
  }

  private static List<Line> bucket(ReplicatedBucket bucket) {
    var lines = new ArrayList<Line>();
    bucket
        .sites()
        .byRegion()
        .forEach((region, here) -> {
          BucketSite there = bucket.sites().in(bucket.sites().otherThan(region));
          lines.add(
              new Line(
                  RegionAlarms.replication(ReplicationLags.LATENCY, bucket, there, here),
                  here.awsRegion()));
        });
    return lines;
  }

  private static List<Line> service(RegionSites<EcsSite> service) {
    return service.all().stream()
        .map(it ->
            new Line(
                new CloudResource.Metric(
                    "AWS/ECS",
                    "CPUUtilization",
                    Map.of("ClusterName", it.clusterName(), "ServiceName", it.service())),
                it.awsRegion()))
        .toList();
  }

  private void add(List<Object> figures, String title, List<Line> lines) {
    int at = figures.size();
    figures.add(
        JsonTree.of(
            "type",
            "metric",
            "x",
            at % COLUMNS * WIDTH,
            "y",
            at / COLUMNS * HEIGHT,
            "width",
            WIDTH,
            "height",
            HEIGHT,
            "properties",
            JsonTree.of(
                "title",
                title,
                "view",
                "timeSeries",
                "region",
                AwsRegion.nameOf(plan.recovery()),
                "period",
                PERIOD_SECONDS,
                "stat",
                "Maximum",
                "metrics",
                lines.stream().map(Line::tree).toList())));
  }
}
