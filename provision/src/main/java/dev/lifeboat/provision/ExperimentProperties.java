package dev.lifeboat.provision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A template of FIS as properties of CloudFormation.
record ExperimentProperties(References references, CloudResource.Experiment experiment) {
  Map<String, Object> all() {
    var targets = new LinkedHashMap<String, Object>();
    var actions = new LinkedHashMap<String, Object>();
    for (var it : experiment.actions()) {
      targets.put(it.name(), target(it.target()));
      actions.put(
          it.name(),
          JsonTree.of(
              "ActionId",
              it.id(),
              "Parameters",
              unlessEmpty(it.parameters()),
              "Targets",
              JsonTree.of(it.kind(), it.name())));
    }
    return JsonTree.of(
        "Description",
        experiment.about(),
        "Targets",
        targets,
        "Actions",
        actions,
        "StopConditions",
        List.of(
            JsonTree.of(
                "Source",
                "aws:cloudwatch:alarm",
                "Value",
                references.cloudFormation(experiment.alarm()))),
        "RoleArn",
        CloudFormationPolicies.arn(experiment.role()),
        "LogConfiguration",
        JsonTree.of(
            "LogSchemaVersion",
            CloudResource.Experiment.LOG_SCHEMA,
            "CloudWatchLogsConfiguration",
            JsonTree.of("LogGroupArn", CloudFormationPolicies.arn(experiment.log()))),
        "Tags",
        JsonTree.of("Name", experiment.name()));
  }

  private Map<String, Object> target(ExperimentAction.Target target) {
    return JsonTree.of(
        "ResourceType",
        target.type(),
        "ResourceArns",
        target.arns().isEmpty()
            ? Optional.empty()
            : Optional.of(target.arns().stream().map(references::cloudFormation).toList()),
        "ResourceTags",
        unlessEmpty(target.tags()),
        "Parameters",
        unlessEmpty(target.parameters()),
        "SelectionMode",
        "ALL");
  }

  private static Optional<Object> unlessEmpty(Map<String, String> map) {
    return map.isEmpty() ? Optional.empty() : Optional.of(map);
  }
}
