package dev.lifeboat.provision;

import java.util.List;
import java.util.Map;

/// Guards on Fargate as properties of CloudFormation.
record GuardProperties(References references, StackConditions conditions) {
  Map<String, Object> task(CloudResource.GuardTask task) {
    return JsonTree.of(
        "Family",
        task.name(),
        "RequiresCompatibilities",
        List.of("FARGATE"),
        "NetworkMode",
        "awsvpc",
        "Cpu",
        GuardContainer.CPU,
        "Memory",
        GuardContainer.MEGABYTES,
        "ExecutionRoleArn",
        CloudFormationPolicies.arn(task.starts()),
        "TaskRoleArn",
        references.cloudFormation(task.role()),
        "Volumes",
        List.of(JsonTree.of("Name", "state")),
        "ContainerDefinitions",
        List.of(container(task.container())));
  }

  private Map<String, Object> container(GuardContainer container) {
    return JsonTree.of(
        "Name",
        GuardContainer.NAME,
        "Image",
        references.cloudFormation(container.image()),
        "Essential",
        true,
        "Command",
        container.command(),
        "Environment",
        container.variables().stream()
            .map(it -> JsonTree.of("Name", it.name(), "Value", value(it)))
            .toList(),
        "User",
        GuardContainer.USER,
        "ReadonlyRootFilesystem",
        true,
        "LinuxParameters",
        JsonTree.of("Capabilities", JsonTree.of("Drop", List.of("ALL"))),
        "MountPoints",
        List.of(
            JsonTree.of(
                "SourceVolume", "state", "ContainerPath", GuardContainer.STATE, "ReadOnly", false)),
        "LogConfiguration",
        JsonTree.of(
            "LogDriver",
            "awslogs",
            "Options",
            JsonTree.of(
                "awslogs-group",
                CloudFormationPolicies.ref(container.log()),
                "awslogs-region",
                container.awsRegion(),
                "awslogs-stream-prefix",
                GuardContainer.NAME,
                "mode",
                "non-blocking",
                "max-buffer-size",
                GuardContainer.LOG_BUFFER)));
  }

  private Object value(GuardContainer.Variable variable) {
    var value = references.cloudFormation(variable.value());
    return variable
        .only()
        .<Object>map(it ->
            JsonTree.of("Fn::If", List.of(conditions.unlessNone(it), value, variable.otherwise())))
        .orElse(value);
  }

  Map<String, Object> service(CloudResource.GuardService service) {
    return JsonTree.of(
        "ServiceName",
        service.name(),
        "Cluster",
        references.cloudFormation(service.cluster()),
        "LaunchType",
        "FARGATE",
        "TaskDefinition",
        CloudFormationPolicies.ref(service.task()),
        "DesiredCount",
        service.count(),
        "DeploymentConfiguration",
        JsonTree.of(
            "MinimumHealthyPercent",
            CloudResource.GuardService.MINIMUM_PER_CENT,
            "MaximumPercent",
            CloudResource.GuardService.MAXIMUM_PER_CENT,
            "DeploymentCircuitBreaker",
            JsonTree.of("Enable", true, "Rollback", true)),
        "NetworkConfiguration",
        JsonTree.of(
            "AwsvpcConfiguration",
            JsonTree.of(
                "AssignPublicIp",
                "DISABLED",
                "Subnets",
                references.cloudFormation(List.of(service.subnets())),
                "SecurityGroups",
                references.cloudFormation(List.of(service.securityGroups())))),
        "PropagateTags",
        "SERVICE");
  }
}
