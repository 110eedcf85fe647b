package dev.lifeboat.provision;

import dev.lifeboat.aws.iam.Arns;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Policies for AWS Organizations that let nobody delete what a recovery lives by, whatever the
/// roles of an account may do. They are written, and put in force by whoever has the organization.
record DeletionPolicy(Plan plan, List<CloudStack> stacks) {
  private static final String FOLDER = "organization/";

  /// An account is named by none: the organization's tree says where a policy holds.
  private static final Arns ANY = new Arns("*");

  /// Organizations takes policies of 5,120 characters.
  private static final int MOST_INSTANCES = 30;

  /// @throws ProblemException LB2008 when the plan does not say where something is
  SortedMap<String, String> files() throws ProblemException {
    var files = new TreeMap<String, String>();
    var databases = new ArrayList<>(databases());
    var first = new ArrayList<>(kept());
    for (int from = 0; from == 0 || from < databases.size(); from += MOST_INSTANCES) {
      var some = databases.subList(from, Math.min(databases.size(), from + MOST_INSTANCES));
      var statements = new ArrayList<>(from == 0 ? first : List.<Statement>of());
      if (!some.isEmpty()) {
        statements.add(deny("Databases", List.of("rds:DeleteDBInstance"), some));
      }
      files.put(
          "%skeep-%d.json".formatted(FOLDER, 1 + from / MOST_INSTANCES),
          JsonTree.pretty(IamPolicy.of(statements)));
    }
    return files;
  }

  private List<Statement> kept() {
    var tables = new TreeSet<String>();
    var buckets = new TreeSet<String>();
    var keys = new TreeSet<String>();
    var trails = new TreeSet<String>();
    for (var stack : stacks) {
      for (var resource : stack.resources()) {
        switch (resource) {
          case CloudResource.Table it ->
              tables.add(ANY.of("dynamodb", "*", "table/" + it.table().name()));
          case CloudResource.PrivateBucket it ->
              it.name()
                  .ifPresent(
                      name -> buckets.add("arn:aws:s3:::" + name.replace(References.ACCOUNT, "*")));
          case CloudResource.PlanKey it -> keys.add(it.alias());
          case CloudResource.Trail it ->
              trails.add(ANY.of("cloudtrail", stack.awsRegion(), "trail/" + it.name()));
          default -> {}
        }
      }
    }
    var statements = new ArrayList<Statement>();
    statements.add(deny("Tables", List.of("dynamodb:DeleteTable"), tables));
    if (!buckets.isEmpty()) {
      statements.add(
          deny("Buckets", List.of("s3:DeleteBucket", "s3:PutBucketVersioning"), buckets));
    }
    statements.add(
        new Statement(
            "Keys",
            "Deny",
            List.of("kms:DisableKey", "kms:ScheduleKeyDeletion"),
            List.of("*"),
            Map.of("ForAnyValue:StringEquals", Map.of("kms:ResourceAliases", List.copyOf(keys)))));
    if (!trails.isEmpty()) {
      statements.add(
          deny("Trail", List.of("cloudtrail:DeleteTrail", "cloudtrail:StopLogging"), trails));
    }
    return statements;
  }

  private static Statement deny(String sid, List<String> actions, Iterable<String> resources) {
    var all = new ArrayList<String>();
    resources.forEach(all::add);
    return new Statement(sid, "Deny", actions, all);
  }

  private TreeSet<String> databases() throws ProblemException {
    var found = new TreeSet<String>();
    for (var workload : plan.workloads().values()) {
      for (var database : AwsSites.of(plan, workload).databases().values()) {
        database
            .all()
            .forEach(it -> found.add(ANY.of("rds", it.awsRegion(), "db:" + it.instance())));
      }
    }
    return found;
  }
}
