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

  /// Organizations takes no more characters in a policy.
  private static final int MOST_CHARACTERS = 5_120;

  /// Of whatever in an account has no name before it is made.
  private static final List<String> ALL = List.of("*");

  /// @throws ProblemException LB2008 when the plan does not say where something is
  SortedMap<String, String> files() throws ProblemException {
    var files = new TreeMap<String, String>();
    var part = new ArrayList<Statement>();
    for (var statement : statements()) {
      for (var resource : statement.resources()) {
        var more = with(part, statement, resource);
        if (text(more).length() > MOST_CHARACTERS) {
          put(part, files);
          more = with(List.of(), statement, resource);
        }
        part = more;
      }
    }
    put(part, files);
    return files;
  }

  private static void put(List<Statement> part, SortedMap<String, String> files) {
    files.put("%skeep-%d.json".formatted(FOLDER, 1 + files.size()), text(part));
  }

  private static String text(List<Statement> part) {
    return JsonTree.pretty(IamPolicy.of(part));
  }

  /// `part` with one more resource of a statement that it may have begun.
  private static ArrayList<Statement> with(
      List<Statement> part, Statement statement, String resource) {
    var more = new ArrayList<>(part);
    var resources = new ArrayList<String>();
    if (!more.isEmpty() && more.getLast().sid().equals(statement.sid())) {
      resources.addAll(more.removeLast().resources());
    }
    resources.add(resource);
    more.add(
        new Statement(
            statement.sid(),
            statement.effect(),
            statement.actions(),
            resources,
            statement.conditions()));
    return more;
  }

  private List<Statement> statements() throws ProblemException {
    var tables = new TreeSet<String>();
    var buckets = new TreeSet<String>();
    var keys = new TreeSet<String>();
    var trails = new TreeSet<String>();
    // CloudFormation names a bucket after its stack where nobody does.
    var unnamed = "arn:aws:s3:::" + new StackNames(plan).of("*");
    buckets.add(unnamed);
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
    statements.add(deny("Buckets", List.of("s3:DeleteBucket", "s3:PutBucketVersioning"), buckets));
    statements.add(
        deny("Locked", List.of("s3:BypassGovernanceRetention"), List.of(unnamed + "/*")));
    statements.addAll(ofKeys(keys));
    if (!trails.isEmpty()) {
      statements.add(
          deny(
              "Trail",
              List.of(
                  "cloudtrail:DeleteTrail",
                  "cloudtrail:PutEventSelectors",
                  "cloudtrail:StopLogging",
                  "cloudtrail:UpdateTrail"),
              trails));
    }
    statements.add(deny("Databases", List.of("rds:DeleteDBInstance"), databases()));
    return statements;
  }

  /// A key is known by its alias and by its tag, and may lose neither.
  private List<Statement> ofKeys(TreeSet<String> aliases) {
    var arns = aliases.stream().map(it -> ANY.of("kms", "*", it)).toList();
    return List.of(
        deny("Aliases", List.of("kms:DeleteAlias", "kms:UpdateAlias"), arns),
        new Statement(
            "KeysByAlias",
            "Deny",
            List.of("kms:DisableKey", "kms:ScheduleKeyDeletion"),
            ALL,
            Map.of(
                "ForAnyValue:StringEquals", Map.of("kms:ResourceAliases", List.copyOf(aliases)))),
        new Statement(
            "KeysByTag",
            "Deny",
            List.of(
                "kms:DisableKey",
                "kms:ScheduleKeyDeletion",
                "kms:TagResource",
                "kms:UntagResource"),
            ALL,
            Map.of(
                "StringEquals",
                Map.of("aws:ResourceTag/" + ProvisionFiles.PLAN_TAG, List.of(plan.name())))));
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
