package dev.lifeboat.provision;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Guards on Fargate as blocks of Terraform.
record TerraformGuard(References references) {
  private static final Pattern EXPRESSION = Pattern.compile("(?<!\\$)\\$\\{[^}]*}");

  Map<String, Object> task(CloudResource.GuardTask task) {
    return JsonTree.of(
        "family",
        task.name(),
        "requires_compatibilities",
        List.of("FARGATE"),
        "network_mode",
        "awsvpc",
        "cpu",
        GuardContainer.CPU,
        "memory",
        GuardContainer.MEGABYTES,
        "execution_role_arn",
        TerraformBlocks.of("aws_iam_role", task.starts(), "arn"),
        "task_role_arn",
        references.terraform(task.role()),
        "volume",
        List.of(JsonTree.of("name", "state")),
        "container_definitions",
        json(List.of(container(task.container()))));
  }

  /// The text of JSON in which expressions stand: their own quotes are no JSON's.
  private static String json(Object tree) {
    return EXPRESSION
        .matcher(JsonTree.line(tree))
        .replaceAll((MatchResult it) -> Matcher.quoteReplacement(it.group().replace("\\\"", "\"")));
  }

  private Map<String, Object> container(GuardContainer container) {
    return JsonTree.of(
        "name",
        GuardContainer.NAME,
        "image",
        references.terraform(container.image()),
        "essential",
        true,
        "command",
        container.command().stream().map(References::escaped).toList(),
        "environment",
        container.variables().stream()
            .map(it -> JsonTree.of("name", it.name(), "value", value(it)))
            .toList(),
        "user",
        GuardContainer.USER,
        "readonlyRootFilesystem",
        true,
        "linuxParameters",
        JsonTree.of("capabilities", JsonTree.of("drop", List.of("ALL"))),
        "mountPoints",
        List.of(
            JsonTree.of(
                "sourceVolume", "state", "containerPath", GuardContainer.STATE, "readOnly", false)),
        "logConfiguration",
        JsonTree.of(
            "logDriver",
            "awslogs",
            "options",
            JsonTree.of(
                "awslogs-group",
                TerraformBlocks.of("aws_cloudwatch_log_group", container.log(), "name"),
                "awslogs-region",
                container.awsRegion(),
                "awslogs-stream-prefix",
                GuardContainer.NAME,
                "mode",
                "non-blocking",
                "max-buffer-size",
                GuardContainer.LOG_BUFFER)));
  }

  private String value(GuardContainer.Variable variable) {
    var value = references.terraform(variable.value());
    return variable
        .only()
        .map(it ->
            "${var.%s == \"%s\" ? \"%s\" : %s}"
                .formatted(
                    References.snake(it.name()),
                    MeasuredBalancer.NONE,
                    variable.otherwise(),
                    value.startsWith("${")
                        ? value.substring(2, value.length() - 1)
                        : '"' + value + '"'))
        .orElse(value);
  }

  Map<String, Object> service(CloudResource.GuardService service) {
    return JsonTree.of(
        "name",
        service.name(),
        "cluster",
        references.terraform(service.cluster()),
        "launch_type",
        "FARGATE",
        "task_definition",
        TerraformBlocks.of("aws_ecs_task_definition", service.task(), "arn"),
        "desired_count",
        service.count(),
        "deployment_minimum_healthy_percent",
        CloudResource.GuardService.MINIMUM_PER_CENT,
        "deployment_maximum_percent",
        CloudResource.GuardService.MAXIMUM_PER_CENT,
        "deployment_circuit_breaker",
        JsonTree.of("enable", true, "rollback", true),
        "network_configuration",
        JsonTree.of(
            "assign_public_ip",
            false,
            "subnets",
            references.terraform(List.of(service.subnets())),
            "security_groups",
            references.terraform(List.of(service.securityGroups()))),
        "propagate_tags",
        "SERVICE",
        "wait_for_steady_state",
        true);
  }
}
