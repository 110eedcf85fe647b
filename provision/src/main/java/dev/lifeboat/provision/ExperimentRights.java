package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Rights of FIS in the role of a region's experiments: what their actions need, on what they name.
/// "AWS FIS Actions reference" has the rights of each.
record ExperimentRights(String awsRegion, List<ExperimentAction> actions) {
  private static final List<String> ANYTHING = List.of("*");

  /// Their ARNs.
  ///
  /// @throws IllegalStateException when an action needs rights that nobody thought of
  IamPolicy policy() {
    var tasks = new TreeSet<String>();
    var databases = new TreeSet<String>();
    var tags = new TreeSet<String>();
    var workloads = new TreeSet<String>();
    for (var action : actions) {
      var target = action.target();
      switch (target.type()) {
        case "aws:ecs:task" ->
            tasks.add(arn("ecs", "task/%s/*".formatted(target.parameters().get("cluster"))));
        case "aws:rds:db" -> databases.addAll(target.arns());
        case "aws:ec2:subnet" -> {
          tags.addAll(target.tags().keySet());
          workloads.addAll(target.tags().values());
        }
        default -> throw new IllegalStateException("no rights are known on " + target.type());
      }
    }
    var statements = new ArrayList<Statement>();
    statements.add(allow("Tagged", ANYTHING, "tag:GetResources"));
    statements.add(
        allow(
            "Log",
            ANYTHING,
            "logs:CreateLogDelivery",
            "logs:DescribeLogGroups",
            "logs:DescribeResourcePolicies",
            "logs:PutResourcePolicy"));
    if (!tasks.isEmpty()) {
      statements.add(allow("Tasks", List.copyOf(tasks), "ecs:DescribeTasks", "ecs:StopTask"));
      statements.add(allow("TasksOf", ANYTHING, "ecs:ListTasks"));
    }
    if (!databases.isEmpty()) {
      statements.add(allow("Standby", List.copyOf(databases), "rds:RebootDBInstance"));
      statements.add(allow("Instances", ANYTHING, "rds:DescribeDBInstances"));
    }
    var cut = new CutRights(awsRegion, workloads);
    tags.forEach(it -> statements.add(cut.subnets(it)));
    if (!tags.isEmpty()) {
      statements.addAll(cut.lists());
    }
    return IamPolicy.of(statements);
  }

  private String arn(String service, String resource) {
    return StackNames.ARNS.of(service, awsRegion, resource);
  }

  private static Statement allow(String sid, List<String> resources, String... actions) {
    return new Statement(sid, "Allow", List.of(actions), resources, Map.of());
  }
}
