package dev.lifeboat.provision;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Each kind of resource as properties of CloudFormation: "Resource and property types reference"
/// of its user guide.
record CloudFormationProperties(References references, CloudFormationPolicies policies) {
  Map<String, Object> topic(CloudResource.Topic topic) {
    return JsonTree.of(
        "TopicName",
        topic.name(),
        "KmsMasterKeyId",
        CloudFormationPolicies.arn(topic.key()),
        "Subscription",
        List.of(
            JsonTree.of(
                "Protocol", "email", "Endpoint", references.cloudFormation(topic.email()))));
  }

  Map<String, Object> topicPolicy(CloudResource.Topic topic) {
    return JsonTree.of(
        "Topics",
        List.of(CloudFormationPolicies.ref(topic)),
        "PolicyDocument",
        policies.document(TopicPolicy.of(topic).stream().map(policies::statement).toList()));
  }

  Map<String, Object> log(CloudResource.LogGroup log) {
    return JsonTree.of("LogGroupName", log.name(), "RetentionInDays", Retention.DAYS);
  }

  Map<String, Object> queue(CloudResource.Queue queue) {
    return JsonTree.of(
        "QueueName",
        queue.name(),
        "SqsManagedSseEnabled",
        true,
        "MessageRetentionPeriod",
        Retention.QUEUE_SECONDS);
  }

  Map<String, Object> function(CloudResource.Function function) {
    return JsonTree.of(
        "FunctionName",
        function.name(),
        "Runtime",
        FunctionRuntime.JAVA,
        "Handler",
        function.handler().getName(),
        "Code",
        JsonTree.of(
            "S3Bucket",
            references.cloudFormation(function.code().bucket()),
            "S3Key",
            references.cloudFormation(function.code().key())),
        "Role",
        CloudFormationPolicies.arn(function.role()),
        "Timeout",
        function.timeout().toSeconds(),
        "MemorySize",
        FunctionRuntime.MEGABYTES,
        "Environment",
        JsonTree.of("Variables", FunctionRuntime.VARIABLES),
        "DeadLetterConfig",
        JsonTree.of("TargetArn", CloudFormationPolicies.arn(function.code().failed())),
        "LoggingConfig",
        JsonTree.of("LogGroup", CloudFormationPolicies.ref(function.log())));
  }

  Map<String, Object> schedule(CloudResource.Schedule schedule) {
    return JsonTree.of(
        "Name",
        schedule.name(),
        // What is not written is not compared, and a schedule that somebody stopped would be as
        // made.
        "State",
        "ENABLED",
        "ScheduleExpression",
        "rate(%s)".formatted(schedule.rate()),
        "FlexibleTimeWindow",
        JsonTree.of("Mode", "OFF"),
        "Target",
        JsonTree.of(
            "Arn",
            references.cloudFormation(schedule.target()),
            "RoleArn",
            CloudFormationPolicies.arn(schedule.role()),
            "Input",
            schedule.input()));
  }

  Map<String, Object> machine(CloudResource.Machine machine) {
    return JsonTree.of(
        "StateMachineName",
        machine.name(),
        "StateMachineType",
        "STANDARD",
        "RoleArn",
        CloudFormationPolicies.arn(machine.role()),
        "DefinitionS3Location",
        JsonTree.of(
            "Bucket",
            references.cloudFormation(machine.definition().bucket()),
            "Key",
            machine.definition().key()),
        "LoggingConfiguration",
        JsonTree.of(
            "Level",
            "ALL",
            // A question has a token in it by which anybody could answer.
            "IncludeExecutionData",
            false,
            "Destinations",
            List.of(
                JsonTree.of(
                    "CloudWatchLogsLogGroup",
                    JsonTree.of("LogGroupArn", CloudFormationPolicies.arn(machine.log()))))));
  }

  Map<String, Object> alarm(CloudResource.MetricAlarm alarm) {
    return new AlarmProperties(references, alarm).all();
  }

  Map<String, Object> query(CloudResource.SavedQuery query) {
    return JsonTree.of(
        "Name",
        query.name(),
        "QueryString",
        query.text(),
        "LogGroupNames",
        query.logs().isEmpty()
            ? Optional.empty()
            : Optional.of(query.logs().stream().map(CloudFormationPolicies::ref).toList()));
  }

  Map<String, Object> dashboard(CloudResource.Dashboard dashboard) {
    return JsonTree.of("DashboardName", dashboard.name(), "DashboardBody", dashboard.body());
  }

  Map<String, Object> check(CloudResource.HealthCheck check) {
    return named(
        check.name(),
        JsonTree.of(
            "Type",
            "HTTPS_STR_MATCH",
            "FullyQualifiedDomainName",
            check.host(),
            "Port",
            HealthPace.PORT,
            "ResourcePath",
            check.path(),
            "SearchString",
            check.searched(),
            "EnableSNI",
            true,
            "RequestInterval",
            HealthPace.SECONDS,
            "FailureThreshold",
            HealthPace.FAILURES));
  }

  Map<String, Object> majority(CloudResource.Majority majority) {
    return named(
        majority.name(),
        JsonTree.of(
            "Type",
            "CALCULATED",
            "ChildHealthChecks",
            majority.of().stream().map(CloudFormationPolicies::ref).toList(),
            "HealthThreshold",
            HealthPace.MAJORITY,
            "Inverted",
            majority.inverted()));
  }

  private static Map<String, Object> named(String name, Map<String, Object> config) {
    return JsonTree.of(
        "HealthCheckConfig",
        config,
        "HealthCheckTags",
        List.of(JsonTree.of("Key", "Name", "Value", name)));
  }

  Map<String, Object> record(CloudResource.NameRecord record) {
    var tree =
        JsonTree.of(
            "HostedZoneId",
            references.cloudFormation(record.zone()),
            "Name",
            record.name() + ".",
            "Type",
            record.type(),
            "SetIdentifier",
            record.id(),
            "HealthCheckId",
            record.check().map(CloudFormationPolicies::ref));
    switch (record.share()) {
      case CloudResource.Share.Failover(var primary) ->
          tree.put("Failover", primary ? "PRIMARY" : "SECONDARY");
      case CloudResource.Share.Weight(var weight) -> tree.put("Weight", weight);
    }
    switch (record.leads()) {
      case CloudResource.Leads.Alias it ->
          tree.put(
              "AliasTarget",
              JsonTree.of(
                  "DNSName",
                  references.cloudFormation(it.host()),
                  "HostedZoneId",
                  references.cloudFormation(it.zone()),
                  "EvaluateTargetHealth",
                  it.evaluated()));
      case CloudResource.Leads.Text it -> {
        tree.put("TTL", Long.toString(it.ttl().toSeconds()));
        tree.put("ResourceRecords", List.of('"' + it.value() + '"'));
      }
    }
    return tree;
  }
}
