package drlab;

import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.route53.CfnHealthCheck;
import software.amazon.awscdk.services.route53.CfnHealthCheck.HealthCheckConfigProperty;
import software.amazon.awscdk.services.sns.ITopic;

/// Alarms that the primary region is lost, and that a move takes too long. They stand where the
/// workload recovers. The users' name and the machine `dr-lab-failover` are `lifeboat provision`'s:
/// users follow the right to write, never a health check alone.
final class RoutingAndDROrchestrationStack extends LabStack {
  static final String MACHINE = "dr-lab-failover";

  RoutingAndDROrchestrationStack(App app, LabSettings settings, ITopic topic) {
    super(
        app,
        "RoutingAndDROrchestrationStack",
        LabRegion.SECONDARY,
        settings,
        "What calls for a move, and whether one keeps its time",
        false);
    for (var place : LabRegion.values()) {
      healthCheck(place, settings.nameOf(place));
    }
    new UsersLook(this, settings, LabRegion.PRIMARY, topic);
    late(settings, topic);
  }

  private void healthCheck(LabRegion of, String name) {
    CfnHealthCheck.Builder.create(this, of.word() + "Health")
        .healthCheckConfig(
            HealthCheckConfigProperty.builder()
                .type("HTTPS")
                .fullyQualifiedDomainName(name)
                .port(443)
                .resourcePath("/healthz")
                .requestInterval(30)
                .failureThreshold(3)
                .enableSni(true)
                .build())
        .build();
  }

  private void late(LabSettings settings, ITopic topic) {
    var machine =
        "arn:aws:states:%s:%s:stateMachine:%s"
            .formatted(place().aws(), settings.account(), MACHINE);
    Alarm.Builder.create(this, "Late")
        .alarmName("dr-lab-over-rto")
        .alarmDescription("A move took longer than the RTO")
        .metric(
            Metric.Builder.create()
                .namespace("AWS/States")
                .metricName("ExecutionTime")
                .dimensionsMap(Map.of("StateMachineArn", machine))
                .statistic("Maximum")
                .period(Duration.minutes(1))
                .build())
        .threshold(Duration.minutes(settings.rtoTargetMinutes()).toMilliseconds())
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
  }
}
