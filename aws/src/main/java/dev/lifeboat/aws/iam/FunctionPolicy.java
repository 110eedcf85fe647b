package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// What the roles of the functions must be allowed, beside their logs. The run function's is that
/// of whoever moves writers.
///
/// @param account its twelve digits, or `*` where they are not to be named
record FunctionPolicy(Plan plan, String account) {

  /// Of the failover function: it looks, starts the state machine and tells people.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<Statement> failover() throws ProblemException {
    var recovery = AwsRegion.nameOf(plan.recovery());
    var statements = new ArrayList<Statement>();
    statements.add(read("Placements", AwsPlan.of(plan).placements(), placements()));
    statements.add(read("Votes", AwsPlan.of(plan).votes(), others()));
    statements.add(read("Pauses", AwsPlan.of(plan).journals(), arbiter()));
    if (!databases().isEmpty()) {
      // Metrics have no resources.
      statements.add(allow("Lags", List.of("cloudwatch:GetMetricData"), List.of("*")));
    }
    copies().ifPresent(statements::add);
    statements.add(machines("states:ListExecutions", "states:StartExecution"));
    statements.add(
        allow(
            "PeopleTold",
            List.of("dynamodb:PutItem"),
            List.of(arn("dynamodb", recovery, "table/" + AwsPlan.of(plan).journals()))));
    statements.add(
        allow(
            "People",
            List.of("sns:Publish"),
            List.of(arn("sns", recovery, "lifeboat-" + plan.name()))));
    return statements;
  }

  /// Of the parameter function: it looks at the recovery region, and writes the plan's parameters.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<Statement> parameters() throws ProblemException {
    var recovery = AwsRegion.nameOf(plan.recovery());
    var statements = new ArrayList<Statement>();
    statements.add(read("Placements", AwsPlan.of(plan).placements(), placements()));
    copies().ifPresent(statements::add);
    statements.add(
        allow(
            "Parameters",
            List.of("ssm:GetParameter", "ssm:PutParameter"),
            List.of(arn("ssm", recovery, "parameter/lifeboat/%s/*".formatted(plan.name())))));
    return statements;
  }

  /// Of the snapshot function: it makes, copies and deletes snapshots of the names that it gives.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<Statement> snapshot() throws ProblemException {
    var instances = new ArrayList<String>();
    var snapshots = new TreeSet<String>();
    var all = new TreeSet<String>();
    for (var database : databases()) {
      for (var site : database.values()) {
        instances.add(arn("rds", site.awsRegion(), "db:" + site.instance()));
        all.add(arn("rds", site.awsRegion(), "snapshot:*"));
        // A copy bears the name of the other region's instance.
        for (var named : database.values()) {
          snapshots.add(
              arn("rds", site.awsRegion(), "snapshot:lifeboat-%s-*".formatted(named.instance())));
        }
      }
    }
    var made = new ArrayList<>(snapshots);
    made.addAll(instances);
    return List.of(
        read("Placements", AwsPlan.of(plan).placements(), placements()),
        allow("SnapshotsSeen", List.of("rds:DescribeDBSnapshots"), List.copyOf(all)),
        allow("SnapshotsMade", List.of("rds:AddTagsToResource", "rds:CreateDBSnapshot"), made),
        allow(
            "SnapshotsKept",
            List.of("rds:CopyDBSnapshot", "rds:DeleteDBSnapshot"),
            List.copyOf(snapshots)));
  }

  /// A look at the databases of the recovery region.
  private Optional<Statement> copies() throws ProblemException {
    var instances = new ArrayList<String>();
    for (var database : databases()) {
      var site = Objects.requireNonNull(database.get(plan.recovery().name()));
      instances.add(arn("rds", site.awsRegion(), "db:" + site.instance()));
    }
    return instances.isEmpty()
        ? Optional.empty()
        : Optional.of(allow("Databases", List.of("rds:DescribeDBInstances"), instances));
  }

  private List<Map<String, RdsSite>> databases() throws ProblemException {
    var databases = new ArrayList<Map<String, RdsSite>>();
    for (var workload : plan.workloads().values()) {
      databases.addAll(AwsSites.of(plan, workload).databases().values());
    }
    return databases;
  }

  /// What may be done with the state machines of the plan's workloads.
  Statement machines(String... actions) {
    return allow(
        "Machines",
        List.of(actions),
        plan.workloads().values().stream()
            .map(it ->
                arn(
                    "states",
                    AwsRegion.nameOf(plan.recovery()),
                    "stateMachine:lifeboat-%s-%s".formatted(plan.name(), it.name())))
            .toList());
  }

  private List<Region> placements() {
    return plan.regions().values().stream()
        .filter(it -> it.role() == AwsPlan.of(plan).placementsIn())
        .toList();
  }

  private List<Region> arbiter() {
    return plan.regions().values().stream().filter(it -> it.role() == Region.Role.ARBITER).toList();
  }

  private List<Region> others() {
    return plan.regions().values().stream().filter(it -> it.role() != Region.Role.PRIMARY).toList();
  }

  private Statement read(String sid, String table, List<Region> regions) {
    return allow(
        sid,
        List.of("dynamodb:GetItem"),
        regions.stream()
            .map(it -> arn("dynamodb", AwsRegion.nameOf(it), "table/" + table))
            .toList());
  }

  private static Statement allow(String sid, List<String> actions, List<String> resources) {
    return new Statement(sid, "Allow", actions, resources);
  }

  private String arn(String service, String region, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, account, resource);
  }
}
