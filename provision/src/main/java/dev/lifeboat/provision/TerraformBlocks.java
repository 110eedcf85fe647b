package dev.lifeboat.provision;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Each kind of resource as a block of Terraform's provider for AWS.
record TerraformBlocks(References references) {
  /// Refers to a resource of the same module.
  static String of(String type, CloudResource resource, String attribute) {
    return "${%s.%s.%s}".formatted(type, References.snake(resource.id()), attribute);
  }

  /// How many there are of what needs a value of `only`.
  static String unlessNone(StackParameter only) {
    return "${var.%s == \"%s\" ? 0 : 1}"
        .formatted(References.snake(only.name()), MeasuredBalancer.NONE);
  }

  private static String role(CloudResource.Role role) {
    return of("aws_iam_role", role, "arn");
  }

  Map<String, Object> table(CloudResource.Table resource) {
    var table = resource.table();
    return JsonTree.of(
        "name",
        references.terraform(table.name()),
        "billing_mode",
        "PAY_PER_REQUEST",
        "hash_key",
        table.keys().getFirst().name(),
        "range_key",
        table.keys().size() > 1 ? Optional.of(table.keys().getLast().name()) : Optional.empty(),
        "attribute",
        table.keys().stream().map(it -> JsonTree.of("name", it.name(), "type", it.type())).toList(),
        "ttl",
        table.expires().map(it -> JsonTree.of("attribute_name", it, "enabled", true)),
        "point_in_time_recovery",
        JsonTree.of("enabled", true),
        "server_side_encryption",
        JsonTree.of(
            "enabled",
            true,
            "kms_key_arn",
            table.replicas().isEmpty()
                ? Optional.of(TerraformKeys.arn(resource.key()))
                : Optional.empty()),
        "deletion_protection_enabled",
        true,
        "replica",
        replicas(table.replicas()));
  }

  /// The first is the provider's own region.
  private static Optional<Object> replicas(List<String> regions) {
    return regions.isEmpty()
        ? Optional.empty()
        : Optional.of(
            regions.stream()
                .skip(1)
                .map(it ->
                    JsonTree.of(
                        "region_name",
                        it,
                        "consistency_mode",
                        "STRONG",
                        "point_in_time_recovery",
                        true,
                        "deletion_protection_enabled",
                        true))
                .toList());
  }

  Map<String, Object> topic(CloudResource.Topic topic) {
    return JsonTree.of("name", topic.name(), "kms_master_key_id", TerraformKeys.arn(topic.key()));
  }

  Map<String, Object> subscription(CloudResource.Topic topic) {
    return JsonTree.of(
        "topic_arn",
        of("aws_sns_topic", topic, "arn"),
        "protocol",
        "email",
        "endpoint",
        references.terraform(topic.email()));
  }

  Map<String, Object> log(CloudResource.LogGroup log) {
    return JsonTree.of("name", log.name(), "retention_in_days", Retention.DAYS);
  }

  Map<String, Object> queue(CloudResource.Queue queue) {
    return JsonTree.of(
        "name",
        queue.name(),
        "sqs_managed_sse_enabled",
        true,
        "message_retention_seconds",
        Retention.QUEUE_SECONDS);
  }

  Map<String, Object> function(CloudResource.Function function) {
    return JsonTree.of(
        "function_name",
        function.name(),
        "runtime",
        FunctionRuntime.JAVA,
        "handler",
        function.handler().getName(),
        "s3_bucket",
        references.terraform(function.code().bucket()),
        "s3_key",
        references.terraform(function.code().key()),
        "role",
        role(function.role()),
        "timeout",
        function.timeout().toSeconds(),
        "memory_size",
        FunctionRuntime.MEGABYTES,
        "environment",
        JsonTree.of("variables", FunctionRuntime.VARIABLES),
        "dead_letter_config",
        JsonTree.of("target_arn", of("aws_sqs_queue", function.code().failed(), "arn")),
        "logging_config",
        JsonTree.of(
            "log_format",
            "Text",
            "log_group",
            of("aws_cloudwatch_log_group", function.log(), "name")));
  }

  Map<String, Object> schedule(CloudResource.Schedule schedule) {
    return JsonTree.of(
        "name",
        schedule.name(),
        "schedule_expression",
        "rate(%s)".formatted(schedule.rate()),
        "flexible_time_window",
        JsonTree.of("mode", "OFF"),
        "target",
        JsonTree.of(
            "arn",
            references.terraform(schedule.target()),
            "role_arn",
            role(schedule.role()),
            "input",
            schedule.input()));
  }

  Map<String, Object> machine(CloudResource.Machine machine) {
    return JsonTree.of(
        "name",
        machine.name(),
        "type",
        "STANDARD",
        "role_arn",
        role(machine.role()),
        "definition",
        "${file(\"${path.module}/%s\")}".formatted(machine.definition().file()),
        "logging_configuration",
        JsonTree.of(
            "level",
            "ALL",
            "include_execution_data",
            false,
            "log_destination",
            of("aws_cloudwatch_log_group", machine.log(), "arn") + ":*"));
  }

  Map<String, Object> alarm(CloudResource.MetricAlarm alarm) {
    return new TerraformAlarm(references, alarm).block();
  }

  Map<String, Object> query(CloudResource.SavedQuery query) {
    return JsonTree.of(
        "name",
        query.name(),
        "query_string",
        References.escaped(query.text()),
        "log_group_names",
        query.logs().isEmpty()
            ? Optional.empty()
            : Optional.of(
                query.logs().stream()
                    .map(it -> of("aws_cloudwatch_log_group", it, "name"))
                    .toList()));
  }

  Map<String, Object> dashboard(CloudResource.Dashboard dashboard) {
    return JsonTree.of(
        "dashboard_name", dashboard.name(), "dashboard_body", References.escaped(dashboard.body()));
  }

  Map<String, Object> check(CloudResource.HealthCheck check) {
    return JsonTree.of(
        "type",
        "HTTPS_STR_MATCH",
        "fqdn",
        references.terraform(check.host()),
        "port",
        HealthPace.PORT,
        "resource_path",
        references.terraform(check.path()),
        "search_string",
        check.searched(),
        "enable_sni",
        true,
        "request_interval",
        HealthPace.SECONDS,
        "failure_threshold",
        HealthPace.FAILURES,
        "tags",
        JsonTree.of("Name", references.terraform(check.name())));
  }

  Map<String, Object> majority(CloudResource.Majority majority) {
    return JsonTree.of(
        "type",
        "CALCULATED",
        "child_healthchecks",
        majority.of().stream().map(TerraformBlocks::idOf).toList(),
        "child_health_threshold",
        HealthPace.MAJORITY,
        "invert_healthcheck",
        majority.inverted(),
        "tags",
        JsonTree.of("Name", references.terraform(majority.name())));
  }

  private static String idOf(CloudResource check) {
    return of("aws_route53_health_check", check, "id");
  }

  Map<String, Object> record(CloudResource.NameRecord record) {
    var block =
        JsonTree.of(
            "count",
            "${var.%s == \"%s\" ? 1 : 0}"
                .formatted(References.snake(StackParameters.LEAD_USERS), StackParameters.YES),
            "zone_id",
            references.terraform(record.zone()),
            "name",
            references.terraform(record.name()),
            "type",
            record.type(),
            "set_identifier",
            record.id(),
            "health_check_id",
            record.check().map(TerraformBlocks::idOf));
    switch (record.share()) {
      case CloudResource.Share.Failover(var primary) ->
          block.put(
              "failover_routing_policy", JsonTree.of("type", primary ? "PRIMARY" : "SECONDARY"));
      case CloudResource.Share.Weight(var weight) ->
          block.put("weighted_routing_policy", JsonTree.of("weight", weight));
    }
    switch (record.leads()) {
      case CloudResource.Leads.Alias it ->
          block.put(
              "alias",
              JsonTree.of(
                  "name",
                  references.terraform(it.host()),
                  "zone_id",
                  references.terraform(it.zone()),
                  "evaluate_target_health",
                  it.evaluated()));
      case CloudResource.Leads.Text it -> {
        block.put("ttl", it.ttl().toSeconds());
        block.put("records", List.of(it.value()));
      }
    }
    return block;
  }
}
