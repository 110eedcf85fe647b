package drlab;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.synthetics.ArtifactsBucketLocation;
import software.amazon.awscdk.services.synthetics.Canary;
import software.amazon.awscdk.services.synthetics.CustomTestOptions;
import software.amazon.awscdk.services.synthetics.Test;
import software.constructs.Construct;

/// The look at one region's entrance from the other one, each minute, and the alarm that the plan
/// names: whether users are served there. A small function looks, or with `canaryEnabled` a canary
/// of CloudWatch Synthetics, which keeps what it saw.
final class UsersLook extends Construct {
  static final String NAMESPACE = "DrLab";

  private static final String FUNCTION =
      """
      import os
      import urllib.request

      import boto3


      def handler(event, context):
          try:
              with urllib.request.urlopen(os.environ["URL"], timeout=5) as answer:
                  served = 100 if answer.status == 200 else 0
          except OSError:
              served = 0
          boto3.client("cloudwatch").put_metric_data(
              Namespace="DrLab", MetricData=[{"MetricName": os.environ["METRIC"], "Value": served}]
          )
      """;

  private static final String CANARY =
      """
      const synthetics = require('Synthetics');
      exports.handler = async () => {
        await synthetics.executeHttpStep('dbcheck', process.env.URL);
      };
      """;

  private final LabSettings settings;
  private final LabRegion of;
  private final String name;

  /// @param of the region that is looked at
  /// @param topic null: the alarm tells nobody
  UsersLook(LabStack stack, LabSettings settings, LabRegion of, ITopic topic) {
    super(stack, "Users");
    this.settings = settings;
    this.of = of;
    name = of.named(settings.names().of("look"));
    var served = settings.canaryEnabled() ? byCanary(stack.place()) : byFunction();
    var alarm =
        Alarm.Builder.create(this, "Alarm")
            .alarmName(of.named(settings.names().of("users")))
            .alarmDescription("Users of the other region are not served, as seen from here")
            .metric(served)
            .threshold(100)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .evaluationPeriods(2)
            // Silence is alarm, too.
            .treatMissingData(TreatMissingData.BREACHING)
            .build();
    if (topic != null) {
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
  }

  private Metric byFunction() {
    var metric = of.named(settings.names().of("served"));
    var logs =
        LogGroup.Builder.create(this, "Logs")
            .logGroupName("/aws/lambda/" + name)
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    var role =
        Role.Builder.create(this, "Role")
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .build();
    logs.grantWrite(role);
    role.addToPolicy(
        PolicyStatement.Builder.create()
            .actions(List.of("cloudwatch:PutMetricData"))
            .resources(List.of("*"))
            .conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", NAMESPACE)))
            .build());
    var look =
        Function.Builder.create(this, "Function")
            .functionName(name)
            .description("Asks the other region's entrance, and tells CloudWatch: 100 or 0")
            .runtime(Runtime.PYTHON_3_14)
            .handler("index.handler")
            .code(Code.fromInline(FUNCTION))
            .timeout(Duration.seconds(20))
            .environment(Map.of("URL", settings.probe(of), "METRIC", metric))
            .logGroup(logs)
            .role(role)
            .build();
    Rule.Builder.create(this, "Minute")
        .schedule(Schedule.rate(Duration.minutes(1)))
        .targets(List.of(LambdaFunction.Builder.create(look).retryAttempts(0).build()))
        .build();
    return metric(NAMESPACE, metric, Map.of());
  }

  private Metric byCanary(LabRegion here) {
    var logs = Bucket.fromBucketName(this, "Logs", settings.logBucket(here));
    Canary.Builder.create(this, "Canary")
        .canaryName(name)
        .runtime(
            software.amazon.awscdk.services.synthetics.Runtime.SYNTHETICS_NODEJS_PUPPETEER_13_0)
        .test(
            Test.custom(
                CustomTestOptions.builder()
                    .code(software.amazon.awscdk.services.synthetics.Code.fromInline(CANARY))
                    .handler("index.handler")
                    .build()))
        .environmentVariables(Map.of("URL", settings.probe(of)))
        .schedule(software.amazon.awscdk.services.synthetics.Schedule.rate(Duration.minutes(1)))
        .timeout(Duration.seconds(30))
        .artifactsBucketLocation(
            ArtifactsBucketLocation.builder().bucket(logs).prefix("canary").build())
        .build();
    return metric("CloudWatchSynthetics", "SuccessPercent", Map.of("CanaryName", name));
  }

  private static Metric metric(String namespace, String name, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .dimensionsMap(dimensions)
        .statistic("Minimum")
        .period(Duration.minutes(1))
        .build();
  }
}
