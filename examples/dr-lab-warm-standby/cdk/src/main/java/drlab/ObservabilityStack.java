package drlab;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.ITopic;

/// Both regions on one page, kept in the one that is left, and the alarm on the replica.
final class ObservabilityStack extends LabStack {
  static final String DASHBOARD = "DR-Lab-Dashboard";

  private final LabSettings settings;

  ObservabilityStack(App app, LabSettings settings, ITopic topic) {
    super(
        app,
        "ObservabilityStack",
        LabRegion.SECONDARY,
        settings,
        "Dashboard of both regions, and the alarm on the replica",
        false);
    this.settings = settings;
    lag(topic);
    dashboard();
  }

  /// Silence is alarm, too: once the replica is promoted, nothing follows the writer.
  private void lag(ITopic topic) {
    Alarm.Builder.create(this, "Lag")
        .alarmName("dr-lab-replica-lag")
        .alarmDescription("The replica is further behind than the RPO, or replicates no longer")
        .metric(rds(LabRegion.SECONDARY, "ReplicaLag"))
        .threshold(settings.rpoTargetSeconds())
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
        .evaluationPeriods(3)
        .treatMissingData(TreatMissingData.BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }

  private void dashboard() {
    var page = Dashboard.Builder.create(this, "Dashboard").dashboardName(DASHBOARD).build();
    page.addWidgets(
        TextWidget.Builder.create()
            .markdown(
                "# dr-lab\nOut for %d minutes at most, %d seconds of writes lost at most."
                    .formatted(settings.rtoTargetMinutes(), settings.rpoTargetSeconds()))
            .width(24)
            .height(2)
            .build());
    for (var place : LabRegion.values()) {
      page.addWidgets(
          graph(
              place, "requests and errors", balancer(place, "RequestCount", "Sum"), errors(place)),
          graph(place, "answer time", balancer(place, "TargetResponseTime", "p99")),
          graph(place, "tasks", ecs(place, "CPUUtilization"), ecs(place, "MemoryUtilization")),
          graph(
              place, "database", rds(place, "CPUUtilization"), rds(place, "DatabaseConnections")));
    }
    page.addWidgets(
        graph(LabRegion.SECONDARY, "replica lag", rds(LabRegion.SECONDARY, "ReplicaLag")),
        graph(
            LabRegion.SECONDARY,
            "replication of app-data",
            s3("BytesPendingReplication"),
            s3("OperationsPendingReplication")));
  }

  private static GraphWidget graph(LabRegion place, String title, IMetric... metrics) {
    return GraphWidget.Builder.create()
        .title(place.word() + ": " + title)
        .region(place.aws())
        .left(List.of(metrics))
        .width(6)
        .height(6)
        .build();
  }

  private IMetric errors(LabRegion place) {
    return balancer(place, "HTTPCode_Target_5XX_Count", "Sum");
  }

  /// Searched for: the other region's load balancer has no name that is known before it is made.
  private MathExpression balancer(LabRegion place, String name, String statistic) {
    return MathExpression.Builder.create()
        .expression(
            "SEARCH('{AWS/ApplicationELB,LoadBalancer} MetricName=\"%s\" \"%s\"', '%s', 60)"
                .formatted(name, "app/" + names().cluster(place), statistic))
        .usingMetrics(Map.of())
        .label(name)
        .searchRegion(place.aws())
        .period(Duration.minutes(1))
        .build();
  }

  private Metric ecs(LabRegion place, String name) {
    return metric(
        place,
        "AWS/ECS",
        name,
        Map.of("ClusterName", names().cluster(place), "ServiceName", names().service()));
  }

  private Metric rds(LabRegion place, String name) {
    return metric(place, "AWS/RDS", name, Map.of("DBInstanceIdentifier", names().database(place)));
  }

  private Metric s3(String name) {
    return metric(
        LabRegion.SECONDARY,
        "AWS/S3",
        name,
        Map.of(
            "SourceBucket", settings.dataBucket(LabRegion.PRIMARY),
            "DestinationBucket", settings.dataBucket(LabRegion.SECONDARY),
            "RuleId", S3ReplicationPair.RULE));
  }

  private static Metric metric(
      LabRegion place, String namespace, String name, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic("Maximum")
        .period(Duration.minutes(1))
        .region(place.aws())
        .build();
  }
}
