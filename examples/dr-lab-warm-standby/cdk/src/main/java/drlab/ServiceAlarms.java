package drlab;

import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeElb;
import software.amazon.awscdk.services.elasticloadbalancingv2.HttpCodeTarget;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/// Alarms of a region's service and of what its bucket replicates. An alarm hears of its own
/// region's metrics alone, so each region has its own.
final class ServiceAlarms extends Construct {
  private static final int ERRORS_PERCENT = 5;

  private final LabRegion place;
  private final LabSettings settings;
  private final ITopic topic;

  ServiceAlarms(LabStack stack, LabSettings settings, EcsServiceAlb service, ITopic topic) {
    super(stack, "Watched");
    this.place = stack.place();
    this.settings = settings;
    this.topic = topic;
    tasks();
    errors(service);
    replication();
  }

  private void tasks() {
    alarm("Tasks", "tasks", "Not as many tasks run as wanted")
        .metric(
            MathExpression.Builder.create()
                .expression("ABS(desired - running)")
                .usingMetrics(
                    Map.of(
                        "desired", ofEcs("DesiredTaskCount"), "running", ofEcs("RunningTaskCount")))
                .period(Duration.minutes(1))
                .build())
        .threshold(0)
        .evaluationPeriods(5)
        .treatMissingData(TreatMissingData.BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }

  private void errors(EcsServiceAlb service) {
    var metrics = service.balancer().getMetrics();
    Map<String, IMetric> counts =
        Map.of(
            "own", metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT),
            "theirs", metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT),
            "requests", metrics.requestCount());
    alarm("Errors", "5xx", "More than 5 of a hundred requests fail")
        .metric(
            MathExpression.Builder.create()
                .expression(
                    "IF(FILL(requests, 0) > 0, 100 * (FILL(own, 0) + FILL(theirs, 0)) / requests, 0)")
                .usingMetrics(counts)
                .period(Duration.minutes(1))
                .build())
        .threshold(ERRORS_PERCENT)
        .evaluationPeriods(3)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }

  /// Told where the source is, and only once something failed.
  private void replication() {
    alarm("Replication", "replication", "S3 gave up objects: nothing retries them")
        .metric(
            Metric.Builder.create()
                .namespace("AWS/S3")
                .metricName("OperationsFailedReplication")
                .dimensionsMap(
                    Map.of(
                        "SourceBucket", settings.dataBucket(place),
                        "DestinationBucket", settings.dataBucket(place.other()),
                        "RuleId", S3ReplicationPair.RULE))
                .statistic("Sum")
                .period(Duration.minutes(5))
                .build())
        .threshold(0)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }

  private Alarm.Builder alarm(String id, String name, String description) {
    return Alarm.Builder.create(this, id)
        .alarmName(place.named(settings.names().of(name)))
        .alarmDescription(description)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
  }

  private Metric ofEcs(String name) {
    return Metric.Builder.create()
        .namespace("ECS/ContainerInsights")
        .metricName(name)
        .dimensionsMap(
            Map.of(
                "ClusterName",
                settings.names().cluster(place),
                "ServiceName",
                settings.names().service()))
        .statistic("Average")
        .period(Duration.minutes(1))
        .build();
  }
}
