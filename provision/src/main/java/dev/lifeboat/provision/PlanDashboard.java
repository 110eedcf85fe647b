package dev.lifeboat.provision;

import dev.lifeboat.aws.AwsSite;
import dev.lifeboat.aws.DrillMetric;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.aws.s3.ReplicationLags;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.DashboardFigure.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// One page of figures in the recovery region: what drills measured, how far copies are behind,
/// both ways, backups and cost, what waits to be copied, how busy databases and services are, and
/// what users are answered.
record PlanDashboard(Plan plan, StackNames names) {
  private static final int WIDTH = 12;
  private static final int HEIGHT = 6;
  private static final int COLUMNS = 2;

  /// CloudWatch takes no more on one page: those of loads are left out first.
  private static final int MOST_FIGURES = 500;

  private static final String PROCESSOR = "CPUUtilization";

  /// @throws ProblemException LB2008 when the plan does not say where something is
  CloudResource dashboard() throws ProblemException {
    var lags = new ArrayList<DashboardFigure>();
    var drills = new ArrayList<DashboardFigure>();
    var loads = new ArrayList<DashboardFigure>();
    for (var workload : plan.workloads().values()) {
      var sites = AwsSites.of(plan, workload);
      drills.add(drills(workload));
      sites
          .databases()
          .forEach((name, of) -> {
            lags.add(
                new DashboardFigure(
                    name + ": lag of the replica, seconds",
                    lines(of, Axis.LEFT, it -> RegionAlarms.lag(it.instance()))));
            loads.add(
                new DashboardFigure(
                    name + ": processor time, per cent; connections (right)",
                    Stream.concat(
                        lines(of, Axis.LEFT, it -> instance(PROCESSOR, it)),
                        lines(of, Axis.RIGHT, it -> instance("DatabaseConnections", it)))));
          });
      sites
          .buckets()
          .forEach((name, of) -> {
            lags.add(
                new DashboardFigure(
                    name + ": lag of replicas, seconds",
                    lines(of, Axis.LEFT, ReplicationLags.LATENCY)));
            loads.add(
                new DashboardFigure(
                    name + ": waiting to be replicated, objects; bytes (right)",
                    Stream.concat(
                        lines(of, Axis.LEFT, ReplicationLags.WAITING),
                        lines(of, Axis.RIGHT, "BytesPendingReplication"))));
          });
      loads.addAll(services(sites));
    }
    lags.addAll(AccountFigures.of(plan));
    var figures = new ArrayList<Object>();
    Stream.of(lags, drills, loads)
        .flatMap(List::stream)
        .limit(MOST_FIGURES)
        .forEach(it -> add(figures, it));
    return new CloudResource.Dashboard(
        "Dashboard", "lifeboat-" + plan.name(), JsonTree.line(JsonTree.of("widgets", figures)));
  }

  /// Of each day: a drill is a point, which a shorter span would hide.
  private DashboardFigure drills(Workload workload) {
    var region = AwsRegion.nameOf(plan.recovery());
    var daily = JsonTree.of("period", 86_400);
    return new DashboardFigure(
        workload.name() + ": RTO and RPO of drills, seconds; lost writes (right)",
        Stream.of(DrillMetric.values())
            .map(it ->
                DashboardFigure.of(
                    new CloudResource.Metric(
                        DrillMetric.NAMESPACE,
                        it.metric(),
                        DrillMetric.dimensions(plan.name(), workload.name())),
                    region,
                    it == DrillMetric.LOST ? Axis.RIGHT : Axis.LEFT,
                    daily)));
  }

  private static List<DashboardFigure> services(AwsSites sites) {
    var loads = new ArrayList<DashboardFigure>();
    sites
        .tasks()
        .forEach((name, of) ->
            loads.add(
                new DashboardFigure(
                    name + ": processor time and memory, per cent",
                    Stream.concat(
                        lines(of, Axis.LEFT, it -> service(PROCESSOR, it)),
                        lines(of, Axis.LEFT, it -> service("MemoryUtilization", it))))));
    sites
        .tasks()
        .forEach((name, of) ->
            loads.add(
                new DashboardFigure(
                    name + ": tasks that run, and that are wanted",
                    Stream.of("RunningTaskCount", "DesiredTaskCount")
                        .flatMap(metric ->
                            lines(of, Axis.LEFT, it -> WorkloadAlarms.task(metric, it))))));
    sites
        .targets()
        .forEach((name, of) -> loads.addAll(ServiceFigures.of(name, List.copyOf(of.all()))));
    return loads;
  }

  private static <S extends AwsSite> Stream<DashboardFigure.Line> lines(
      RegionSites<S> of, Axis axis, Function<S, CloudResource.Metric> metric) {
    return of.all().stream()
        .map(it -> DashboardFigure.worst(metric.apply(it), it.awsRegion(), axis));
  }

  private static Stream<DashboardFigure.Line> lines(
      ReplicatedBucket bucket, Axis axis, String metric) {
    var sites = bucket.sites();
    return sites.byRegion().entrySet().stream()
        .map(it -> {
          var here = it.getValue();
          var there = sites.in(sites.otherThan(it.getKey()));
          return DashboardFigure.worst(
              RegionAlarms.replication(metric, bucket, there, here), here.awsRegion(), axis);
        });
  }

  private static CloudResource.Metric instance(String metric, RdsSite site) {
    return new CloudResource.Metric(
        ReplicaLags.NAMESPACE, metric, Map.of(ReplicaLags.DIMENSION, site.instance()));
  }

  private static CloudResource.Metric service(String metric, EcsSite site) {
    return new CloudResource.Metric(
        "AWS/ECS",
        metric,
        Map.of("ClusterName", site.clusterName(), "ServiceName", site.service()));
  }

  private void add(List<Object> figures, DashboardFigure figure) {
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
            figure.properties(AwsRegion.nameOf(plan.recovery()))));
  }
}
