package dev.lifeboat.provision;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A template of FIS as a block of Terraform.
record TerraformExperiment(References references, CloudResource.Experiment experiment) {
  Map<String, Object> block() {
    return JsonTree.of(
        "description",
        References.escaped(experiment.about()),
        "target",
        experiment.actions().stream().map(it -> target(it.name(), it.target())).toList(),
        "action",
        experiment.actions().stream().map(TerraformExperiment::action).toList(),
        "stop_condition",
        JsonTree.of(
            "source", "aws:cloudwatch:alarm", "value", references.terraform(experiment.alarm())),
        "role_arn",
        TerraformBlocks.of("aws_iam_role", experiment.role(), "arn"),
        "log_configuration",
        JsonTree.of(
            "log_schema_version",
            CloudResource.Experiment.LOG_SCHEMA,
            "cloudwatch_logs_configuration",
            JsonTree.of(
                "log_group_arn",
                TerraformBlocks.of("aws_cloudwatch_log_group", experiment.log(), "arn") + ":*")),
        "tags",
        JsonTree.of("Name", experiment.name()));
  }

  private static Map<String, Object> action(ExperimentAction action) {
    return JsonTree.of(
        "name",
        action.name(),
        "action_id",
        action.id(),
        "parameter",
        pairs(action.parameters()),
        "target",
        JsonTree.of("key", action.kind(), "value", action.name()));
  }

  private Map<String, Object> target(String name, ExperimentAction.Target target) {
    return JsonTree.of(
        "name",
        name,
        "resource_type",
        target.type(),
        "resource_arns",
        target.arns().isEmpty()
            ? Optional.empty()
            : Optional.of(target.arns().stream().map(references::terraform).toList()),
        "resource_tag",
        pairs(target.tags()),
        "parameters",
        target.parameters().isEmpty() ? Optional.empty() : Optional.of(target.parameters()),
        "selection_mode",
        "ALL");
  }

  private static Optional<Object> pairs(Map<String, String> map) {
    return map.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TreeMap<>(map)
                .entrySet().stream()
                    .map(it -> JsonTree.of("key", it.getKey(), "value", it.getValue()))
                    .toList());
  }
}
