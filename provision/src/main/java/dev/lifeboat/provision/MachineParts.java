package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.iam.PolicyDocuments;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.states.PollPace;
import dev.lifeboat.aws.states.RolePolicy;
import dev.lifeboat.aws.states.StateMachineCompiler;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The state machine of one workload, with its role, its log, and an alarm on executions that fail.
record MachineParts(Plan plan, StackNames names, Workload workload) {
  private static final int HASH = 12;

  /// Deliveries of logs know no resources: "Logging using CloudWatch Logs" of the developer guide
  /// of Step Functions.
  private static final List<String> DELIVERY =
      List.of(
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery");

  /// @throws ProblemException LB2006 or LB2009 when the workload can have no machine
  List<CloudResource> all() throws ProblemException {
    var name = AccountNames.machine(plan, workload);
    var region = AwsRegion.nameOf(plan.recovery());
    var machine = new StateMachineCompiler(plan, workload, true, PollPace.STANDARD).compile();
    var log = new CloudResource.LogGroup(ResourceId.of("Log", name), log(name));
    var statements = new ArrayList<Statement>();
    statements.addAll(
        RolePolicy.of(machine, name, region, References.ACCOUNT, AccountNames.topic(plan))
            .statements());
    statements.add(new Statement("Delivery", "Allow", DELIVERY, List.of("*")));
    var role =
        new CloudResource.Role(
            ResourceId.of("Role", name),
            ResourceId.shortened(name + "-machine"),
            ResourceStatement.trust("states"),
            PolicyDocuments.of(IamPolicy.of(statements)));
    return List.of(
        log,
        role,
        new CloudResource.Machine(
            ResourceId.of("Machine", name), name, role, log, definition(machine.definition())),
        names.alarm(
            plan.recovery(),
            name + "-failed",
            "An execution of the state machine failed: see its history.",
            new CloudResource.Metric(
                "AWS/States",
                "ExecutionsFailed",
                Map.of(
                    "StateMachineArn",
                    StackNames.ARNS.of("states", region, "stateMachine:" + name))),
            new CloudResource.Limit("Sum", 1, 1, Duration.ofMinutes(1), false)));
  }

  /// Step Functions names each log in a policy of CloudWatch, which has room for a few that do not
  /// begin as its own do.
  private String log(String name) {
    return (plan.workloads().size() == 1 ? "/aws/stepfunctions/" : "/aws/vendedlogs/states/")
        + name;
  }

  /// Its key tells one definition from the next, so that a changed one is deployed.
  private CloudResource.MachineDefinition definition(String text) {
    var hash = Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
    return new CloudResource.MachineDefinition(
        StackParameters.ARTEFACTS.reference(),
        "%s/%s/%s.asl.json".formatted(plan.name(), hash, workload.name()),
        workload.name() + ".asl.json",
        text);
  }

  /// Lets a function write its log, and no other.
  static Statement writes(Plan plan, CloudResource.LogGroup log) {
    return new Statement(
        "Log",
        "Allow",
        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
        List.of(
            StackNames.ARNS.of(
                "logs",
                AwsRegion.nameOf(plan.recovery()),
                "log-group:%s:*".formatted(log.name()))));
  }
}
