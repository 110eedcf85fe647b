package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.AssumedRoles;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.plan.AwsSites;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The statements of one plan's policy, put together resource by resource.
final class PlanPolicy {
  private final Plan plan;
  private final Use use;
  private final String account;
  private final List<Statement> statements = new ArrayList<>();
  private final Set<String> sids = new LinkedHashSet<>();

  private PlanPolicy(Plan plan, Use use, String account) {
    this.plan = plan;
    this.use = use;
    this.account = account;
  }

  /// What a role of `use` must be allowed, but for what functions of Lambda are.
  ///
  /// @param account its twelve digits, or `*`
  /// @throws ProblemException LB2008 when the plan does not say where something is
  static List<Statement> of(Plan plan, Use use, String account) throws ProblemException {
    var made = new PlanPolicy(plan, use, account);
    made.tables();
    if (use == Use.DRILL) {
      made.experiments();
    }
    if (use != Use.GUARD) {
      made.allow("Roles", List.of("sts:AssumeRole"), AssumedRoles.of(plan).byRegion().values());
      for (var workload : plan.workloads().values()) {
        made.resources(AwsSites.of(plan, workload));
      }
    }
    return made.statements;
  }

  private boolean executes() {
    return use == Use.EXECUTE || use == Use.WATCH || use == Use.DRILL;
  }

  /// @param reads needed for a look
  /// @param writes needed for a run alone
  private void allow(
      String sid, List<String> reads, List<String> writes, Collection<String> resources) {
    var actions = new ArrayList<>(reads);
    if (executes()) {
      actions.addAll(writes);
    }
    allow(sid, actions, resources);
  }

  private void allow(String sid, List<String> actions, Collection<String> resources) {
    if (actions.isEmpty() || resources.isEmpty()) {
      return;
    }
    var unique = sid;
    for (int more = 2; !sids.add(unique); more++) {
      unique = sid + more;
    }
    statements.add(
        new Statement(unique, "Allow", actions, List.copyOf(new LinkedHashSet<>(resources))));
  }

  private void tables() {
    var read = List.of("dynamodb:GetItem");
    var write = List.of("dynamodb:PutItem");
    var both = List.of("dynamodb:GetItem", "dynamodb:PutItem");
    var names = AwsPlan.of(plan);
    var arbiter = regions(Region.Role.ARBITER);
    var serving = List.of(plan.primary(), plan.recovery());
    var placements = table(regions(names.placementsIn()), names.placements());
    var votes = table(plan.regions().values(), names.votes());
    var journals = table(serving, names.journals());
    var copies = table(arbiter, names.journals());
    if (use == Use.GUARD) {
      allow("Placements", read, placements);
      allow("Votes", both, votes);
      allow("Reports", write, copies);
    } else {
      allow("Placements", looked(read), write, placements);
      allow("Votes", looked(read), List.of("dynamodb:PutItem", "dynamodb:UpdateItem"), votes);
      allow("Reports", looked(read), List.of(), copies);
      allow("Intents", List.of(), write, journals);
      allow("Copies", List.of(), List.of("dynamodb:PutItem", "dynamodb:Query"), copies);
    }
  }

  private void experiments() {
    var home = AwsRegion.nameOf(plan.primary());
    var ids = List.of(arn("fis", home, "experiment/*"));
    var begun = new ArrayList<>(ids);
    AwsPlan.of(plan)
        .experiments()
        .values()
        .forEach(it -> begun.add(arn("fis", home, "experiment-template/" + it)));
    if (begun.size() > ids.size()) {
      allow("ExperimentsBegun", List.of("fis:StartExperiment"), begun);
      allow("Experiments", List.of("fis:GetExperiment", "fis:StopExperiment"), ids);
    }
  }

  private List<Region> regions(Region.Role role) {
    return plan.regions().values().stream().filter(it -> it.role() == role).toList();
  }

  /// A check reads a page where a run reads one thing.
  private List<String> looked(List<String> reads) {
    return use != Use.CHECK ? reads : joined(reads, List.of("dynamodb:BatchGetItem"));
  }

  private List<String> table(Collection<Region> regions, String name) {
    return regions.stream()
        .map(region -> arn("dynamodb", AwsRegion.nameOf(region), "table/" + name))
        .toList();
  }

  private void resources(AwsSites sites) {
    databases(sites);
    buckets(sites);
    tasks(sites);
    secrets(sites);
    groups(sites);
    if (!sites.targets().isEmpty()) {
      allow(
          "Targets", List.of("elasticloadbalancing:DescribeTargetHealth"), List.of(), List.of("*"));
    }
    names(sites);
    accelerators(sites);
    if (executes()) {
      CheckPolicy.ofMoves(sites).forEach((sid, actions) -> allow(sid, actions, List.of("*")));
    }
    if (use == Use.WATCH || use == Use.DRILL) {
      // The name of an alarm may be that of a composite one, whose ARN looks the same.
      allow("Alarms", List.of("cloudwatch:DescribeAlarms"), List.of(), List.of("*"));
    }
    if (use == Use.CHECK) {
      CheckPolicy.of(sites).forEach((sid, actions) -> allow(sid, actions, List.of("*")));
    }
  }

  private void databases(AwsSites sites) {
    for (var database : sites.databases().values()) {
      var instances = new ArrayList<String>();
      var others = new ArrayList<String>();
      database
          .values()
          .forEach(site -> {
            instances.add(arn("rds", site.awsRegion(), "db:" + site.instance()));
            instances.add(arn("rds", site.awsRegion(), "db:" + site.instance() + "-before-e*"));
            others.add(arn("rds", site.awsRegion(), "subgrp:*"));
            others.add(arn("rds", site.awsRegion(), "pg:*"));
            others.add(arn("rds", site.awsRegion(), "og:*"));
          });
      if (database.values().stream().anyMatch(it -> it.fenceGroup().isPresent())) {
        allow(
            "DatabasesClosed",
            List.of("ec2:DescribeSecurityGroups", "rds:DescribeEvents"),
            List.of(),
            List.of("*"));
        allow(
            "DatabasesRestarted",
            List.of(),
            List.of("rds:RebootDBInstance", "rds:RemoveTagsFromResource"),
            instances);
      }
      allow("DatabasesSeen", List.of("rds:DescribeDBInstances"), List.of(), instances);
      if (use != Use.RECOVER) {
        // Metrics have no resources.
        allow("Lags", List.of("cloudwatch:GetMetricData"), List.of(), List.of("*"));
      }
      allow(
          "DatabasesMoved",
          List.of(),
          List.of(
              "rds:AddTagsToResource",
              "rds:CreateDBInstanceReadReplica",
              "rds:ModifyDBInstance",
              "rds:PromoteReadReplica"),
          joined(instances, others));
    }
  }

  private void buckets(AwsSites sites) {
    for (var bucket : sites.buckets().values()) {
      var halves = bucket.sites().values();
      allow(
          "Buckets",
          List.of(
              "s3:GetBucketLocation",
              "s3:GetBucketPolicy",
              "s3:GetBucketVersioning",
              "s3:GetReplicationConfiguration",
              "s3:ListBucket",
              "s3:ListBucketVersions"),
          List.of("s3:DeleteBucketPolicy", "s3:PutBucketPolicy", "s3:PutReplicationConfiguration"),
          halves.stream().map(BucketSite::arn).toList());
      // What came late is put below the version of before, which is copied on top of it.
      allow(
          "Objects",
          List.of("s3:GetObject", "s3:GetObjectVersion"),
          List.of("s3:DeleteObject", "s3:PutObject"),
          halves.stream().map(it -> it.arn() + "/*").toList());
      if (use == Use.DRILL) {
        allow("CanarysObjects", List.of("s3:DeleteObjectVersion"), ofCanary(bucket));
      }
      // Handed to S3 with a rule.
      allow(
          "ReplicationRoles",
          List.of(),
          List.of("iam:PassRole"),
          halves.stream().map(BucketSite::role).toList());
    }
  }

  /// What a drill removes for good.
  private List<String> ofCanary(ReplicatedBucket bucket) {
    return plan.canary().objects().stream()
        .filter(it -> it.bucket().equals(bucket.name()))
        .flatMap(it ->
            bucket.sites().values().stream()
                .map(site -> "%s/%s*".formatted(site.arn(), it.prefixOf("*"))))
        .toList();
  }

  private void tasks(AwsSites sites) {
    for (var service : sites.tasks().values()) {
      allow(
          "Tasks",
          List.of("ecs:DescribeServices"),
          List.of("ecs:UpdateService"),
          service.values().stream()
              .map(site ->
                  arn(
                      "ecs",
                      site.awsRegion(),
                      "service/%s/%s".formatted(site.cluster(), site.service())))
              .toList());
    }
  }

  /// While users come home share by share, services are bound to the other region's stores.
  private void secrets(AwsSites sites) {
    if (use == Use.RECOVER // It looks at failovers alone.
        || (sites.names().values().stream().allMatch(it -> it.shares().isEmpty())
            && sites.accelerators().values().stream().allMatch(it -> it.shares().isEmpty()))) {
      return;
    }
    for (var service : sites.tasks().values()) {
      allow(
          "Secrets",
          List.of("secretsmanager:DescribeSecret"),
          List.of("secretsmanager:UpdateSecretVersionStage"),
          service.values().stream()
              .flatMap(site ->
                  site.secrets().stream()
                      // Secrets Manager adds six characters of its own.
                      .map(it ->
                          arn("secretsmanager", site.awsRegion(), "secret:" + it + "-??????")))
              .toList());
    }
  }

  private void groups(AwsSites sites) {
    for (var service : sites.groups().values()) {
      // Its describing calls know no resources.
      allow(
          "GroupsSeen", List.of("autoscaling:DescribeAutoScalingGroups"), List.of(), List.of("*"));
      allow(
          "GroupsScaled",
          List.of(),
          List.of("autoscaling:UpdateAutoScalingGroup"),
          service.values().stream()
              .map(site ->
                  arn(
                      "autoscaling",
                      site.awsRegion(),
                      "autoScalingGroup:*:autoScalingGroupName/" + site.group()))
              .toList());
    }
  }

  private void names(AwsSites sites) {
    for (var name : sites.names().values()) {
      var objects =
          name.objects().values().stream()
              .map(site -> "arn:aws:s3:::%s/%s".formatted(site.bucket(), site.key()))
              .toList();
      allow("Routes", List.of("s3:GetObject"), List.of("s3:PutObject"), objects);
      // Else S3 says of an object that is not there yet that access is denied.
      allow(
          "RoutesNotThereYet",
          List.of("s3:ListBucket"),
          List.of(),
          name.objects().values().stream().map(site -> "arn:aws:s3:::" + site.bucket()).toList());
    }
  }

  private void accelerators(AwsSites sites) {
    if (!sites.accelerators().isEmpty()) {
      // Its describing calls know no resources.
      allow(
          "TargetGroups",
          List.of("elasticloadbalancing:DescribeTargetGroups"),
          List.of(),
          List.of("*"));
    }
    for (var accelerator : sites.accelerators().values()) {
      if (!executes() || !accelerator.shares().isEmpty()) {
        var groups = List.copyOf(accelerator.groups().values());
        allow(
            "Dials",
            List.of("globalaccelerator:DescribeEndpointGroup"),
            List.of("globalaccelerator:UpdateEndpointGroup"),
            groups);
        allow(
            "Accelerators",
            List.of("globalaccelerator:DescribeAccelerator"),
            List.of(),
            groups.stream().map(it -> it.split("/listener/", 2)[0]).toList());
      }
    }
  }

  private static List<String> joined(List<String> some, List<String> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private String arn(String service, String region, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, account, resource);
  }
}
