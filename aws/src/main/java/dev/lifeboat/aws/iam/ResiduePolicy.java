package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.AssumedRoles;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Rights of whoever deletes what moves left behind: no other role may delete a database, and this
/// one no other than those that made way.
record ResiduePolicy(Plan plan, Arns arns) {

  /// @throws ProblemException LB2008 when the plan does not say where something is
  List<Statement> statements() throws ProblemException {
    var names = AwsPlan.of(plan);
    var deleted = new LinkedHashSet<String>();
    var seen = new LinkedHashSet<String>();
    for (var workload : plan.workloads().values()) {
      for (var database : AwsSites.of(plan, workload).databases().values()) {
        for (var site : database.all()) {
          seen.add(arns.of("rds", site.awsRegion(), "db:*"));
          deleted.add(arns.instance(site) + "-before-e*");
          deleted.add(
              arns.of("rds", site.awsRegion(), "snapshot:%s-before-e*".formatted(site.instance())));
        }
      }
    }
    var statements = new ArrayList<Statement>();
    statements.add(
        Statement.allow(
            "Placements",
            arns.tables(names.placementRegions(plan), names.placements()),
            Arns.looks(List.of("dynamodb:GetItem"), names.placementRegions(plan))
                .toArray(String[]::new)));
    var roles = AssumedRoles.of(plan).byRegion().values();
    if (!roles.isEmpty()) {
      statements.add(Statement.allow("Roles", roles, "sts:AssumeRole"));
    }
    if (!seen.isEmpty()) {
      statements.add(Statement.allow("DatabasesSeen", seen, "rds:DescribeDBInstances"));
      statements.add(
          Statement.allow(
              "DatabasesDeleted",
              deleted,
              "rds:AddTagsToResource",
              "rds:CreateDBSnapshot",
              "rds:DeleteDBInstance"));
    }
    return statements;
  }
}
