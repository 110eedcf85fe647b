package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Rights of the functions' roles. The run function's are those of whoever moves writers, and its
/// log.
record FunctionPolicy(Plan plan, Arns arns) {

  /// Of the failover function: it looks, starts the state machine and tells people.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<Statement> failover() throws ProblemException {
    var recovery = AwsRegion.nameOf(plan.recovery());
    var statements = new ArrayList<Statement>();
    statements.add(placements());
    statements.add(
        read(
            "Votes",
            AwsPlan.of(plan).votes(),
            plan.regions().values().stream()
                .filter(it -> it.role() != Region.Role.PRIMARY)
                .toList()));
    statements.add(
        readReplicas("Pauses", AwsPlan.of(plan).journals(), AwsPlan.of(plan).journalRegions(plan)));
    if (!databases().isEmpty()) {
      // Metrics have no resources.
      statements.add(Statement.allow("Lags", List.of("*"), "cloudwatch:GetMetricData"));
    }
    copies().ifPresent(statements::add);
    statements.add(machines("states:ListExecutions", "states:StartExecution"));
    if (plan.workloads().values().stream().anyMatch(it -> it.failover().outages().countsUsers())) {
      // A planned move is begun only if each of its goals can be reached.
      statements.addAll(PlanPolicy.of(plan, IamPolicy.Use.CHECK, arns));
    }
    statements.add(
        Statement.allow(
            "PeopleTold",
            arns.tables(List.of(plan.recovery()), AwsPlan.of(plan).journals()),
            "dynamodb:PutItem"));
    statements.add(
        Statement.allow(
            "People", List.of(arns.of("sns", recovery, AccountNames.topic(plan))), "sns:Publish"));
    return statements;
  }

  /// Of the parameter function: it looks at the recovery region, and writes the plan's parameters.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<Statement> parameters() throws ProblemException {
    var recovery = AwsRegion.nameOf(plan.recovery());
    var statements = new ArrayList<Statement>();
    statements.add(placements());
    copies().ifPresent(statements::add);
    statements.add(
        Statement.allow(
            "Parameters",
            List.of(arns.of("ssm", recovery, "parameter/lifeboat/%s/*".formatted(plan.name()))),
            "ssm:GetParameter",
            "ssm:PutParameter"));
    return statements;
  }

  /// Of the snapshot function: it makes, copies and deletes snapshots of the names that it gives.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<Statement> snapshot() throws ProblemException {
    var instances = new ArrayList<String>();
    var snapshots = new TreeSet<String>();
    var all = new TreeSet<String>();
    var sites = new ArrayList<RdsSite>();
    for (var database : databases()) {
      sites.addAll(database.all());
      for (var site : database.all()) {
        instances.add(arns.instance(site));
        all.add(arns.of("rds", site.awsRegion(), "snapshot:*"));
        // A copy bears the name of the other region's instance.
        for (var named : database.all()) {
          snapshots.add(
              arns.of(
                  "rds", site.awsRegion(), "snapshot:lifeboat-%s-*".formatted(named.instance())));
        }
      }
    }
    var made = new ArrayList<>(snapshots);
    made.addAll(instances);
    var statements = new ArrayList<Statement>();
    statements.add(placements());
    statements.add(Statement.allow("SnapshotsSeen", all, "rds:DescribeDBSnapshots"));
    statements.add(
        Statement.allow("SnapshotsMade", made, "rds:AddTagsToResource", "rds:CreateDBSnapshot"));
    statements.add(
        Statement.allow("SnapshotsKept", snapshots, "rds:CopyDBSnapshot", "rds:DeleteDBSnapshot"));
    if (sites.stream().anyMatch(it -> it.kmsKey().isPresent())) {
      // RDS looks at a key in the caller's name before it is granted the use of it.
      statements.add(Statement.allow("KeysSeen", List.of("*"), "kms:DescribeKey"));
    }
    statements.addAll(new KeyGrants(arns).of(sites));
    return statements;
  }

  /// Lambda writes the log of a function as its role; empty for what no function does.
  Optional<Statement> log(IamPolicy.Use use) {
    var name =
        switch (use) {
          case EXECUTE -> Optional.of(AccountNames.function(plan));
          case RECOVER -> named("recovery");
          case FAILOVER, PARAMETERS, SNAPSHOT -> named(use.toString());
          case CHECK, WATCH, DRILL, GUARD, RESIDUE -> Optional.<String>empty();
        };
    return name.map(it ->
        Statement.allow(
            "Log",
            List.of(
                arns.of(
                    "logs",
                    AwsRegion.nameOf(plan.recovery()),
                    "log-group:/aws/lambda/%s:*".formatted(it))),
            "logs:CreateLogGroup",
            "logs:CreateLogStream",
            "logs:PutLogEvents"));
  }

  private Optional<String> named(String of) {
    return Optional.of("lifeboat-%s-%s".formatted(plan.name(), of));
  }

  /// A look at the databases of the recovery region.
  private Optional<Statement> copies() throws ProblemException {
    var instances =
        databases().stream().map(it -> arns.instance(it.in(plan.recovery().name()))).toList();
    return instances.isEmpty()
        ? Optional.empty()
        : Optional.of(Statement.allow("Databases", instances, "rds:DescribeDBInstances"));
  }

  private List<RegionSites<RdsSite>> databases() throws ProblemException {
    var databases = new ArrayList<RegionSites<RdsSite>>();
    for (var workload : plan.workloads().values()) {
      databases.addAll(AwsSites.of(plan, workload).databases().values());
    }
    return databases;
  }

  /// What may be done with the state machines of the plan's workloads.
  Statement machines(String... actions) {
    return Statement.allow(
        "Machines",
        plan.workloads().values().stream()
            .map(it ->
                arns.of(
                    "states",
                    AwsRegion.nameOf(plan.recovery()),
                    "stateMachine:" + AccountNames.machine(plan, it)))
            .toList(),
        actions);
  }

  private Statement placements() {
    return readReplicas(
        "Placements", AwsPlan.of(plan).placements(), AwsPlan.of(plan).placementRegions(plan));
  }

  private Statement read(String sid, String table, List<Region> regions) {
    return Statement.allow(sid, arns.tables(regions, table), "dynamodb:GetItem");
  }

  /// Of a table that may be one in several regions.
  private Statement readReplicas(String sid, String table, List<Region> regions) {
    return Statement.allow(
        sid,
        arns.tables(regions, table),
        Arns.looks(List.of("dynamodb:GetItem"), regions).toArray(String[]::new));
  }
}
