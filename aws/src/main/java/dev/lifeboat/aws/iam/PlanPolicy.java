package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.AssumedRoles;
import dev.lifeboat.aws.DrillMetric;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.accelerator.TrafficDials;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.AwsWatch;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The statements of one plan's policy, put together resource by resource.
record PlanPolicy(Plan plan, Use use, Arns arns, List<Statement> statements) {

  /// Of calls that know no resources.
  private static final List<String> ANY = List.of("*");

  private static final List<String> NOTHING = List.of();

  /// What a role of `use` must be allowed, but for what guards and functions of Lambda are.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  static List<Statement> of(Plan plan, Use use, Arns arns) throws ProblemException {
    var made = new PlanPolicy(plan, use, arns, new ArrayList<>());
    made.tables();
    made.experiments();
    if (use == Use.DRILL) {
      made.figures();
    }
    made.topic();
    made.allow("Roles", AssumedRoles.of(plan).byRegion().values(), List.of("sts:AssumeRole"));
    for (var workload : plan.workloads().values()) {
      made.resources(AwsSites.of(plan, workload));
    }
    return made.statements;
  }

  private boolean executes() {
    return use == Use.EXECUTE || use == Use.WATCH || use == Use.DRILL;
  }

  /// Allows what a look needs.
  private void looks(String sid, Collection<String> resources, String... actions) {
    allow(sid, resources, List.of(actions));
  }

  /// Allows what a run alone needs.
  private void changes(String sid, Collection<String> resources, String... actions) {
    allow(sid, resources, NOTHING, List.of(actions));
  }

  /// @param looks needed for a look
  /// @param changes needed for a run alone
  private void allow(
      String sid, Collection<String> resources, List<String> looks, List<String> changes) {
    allow(sid, resources, executes() ? joined(looks, changes) : looks);
  }

  private void allow(String sid, Collection<String> resources, List<String> actions) {
    if (actions.isEmpty() || resources.isEmpty()) {
      return;
    }
    statements.add(
        new Statement(sid, "Allow", actions, List.copyOf(new LinkedHashSet<>(resources))));
  }

  private void tables() {
    var read = List.of("dynamodb:GetItem");
    var write = List.of("dynamodb:PutItem");
    var names = AwsPlan.of(plan);
    var placements = arns.tables(names.placementRegions(plan), names.placements());
    var votes = arns.tables(plan.regions().values(), names.votes());
    var journals = arns.tables(List.of(plan.primary(), plan.recovery()), names.journals());
    var copies = arns.tables(names.journalRegions(plan), names.journals());
    // A check reads a page where a run reads one thing.
    var look = use == Use.CHECK ? joined(read, List.of("dynamodb:BatchGetItem")) : read;
    allow("Placements", placements, Arns.looks(look, names.placementRegions(plan)), write);
    // Where no guard is wanted, one may have left its lease.
    var voted = List.of("dynamodb:PutItem", "dynamodb:UpdateItem");
    allow("Votes", votes, look, isVotedOn() ? voted : NOTHING);
    allow("Reports", copies, Arns.looks(look, names.journalRegions(plan)));
    allow("Intents", journals, use == Use.CHECK ? read : NOTHING, write);
    changes("Copies", copies, "dynamodb:PutItem", "dynamodb:Query");
  }

  /// Unless every database is fenced by the API of its region.
  private boolean isVotedOn() {
    return plan.resources(Database.class).isEmpty()
        || plan.workloads().values().stream().anyMatch(FenceChoice::isVotedOn);
  }

  private void experiments() {
    var home = AwsRegion.nameOf(plan.primary());
    var ids = List.of(arns.of("fis", home, "experiment/*"));
    var templates =
        AwsPlan.of(plan).experiments().values().stream()
            .map(it -> arns.of("fis", home, "experiment-template/" + it))
            .toList();
    if (use == Use.CHECK) {
      looks("ExperimentTemplates", templates, "fis:GetExperimentTemplate");
      looks("ExperimentAlarms", templates.isEmpty() ? NOTHING : ANY, "cloudwatch:DescribeAlarms");
    } else if (use == Use.DRILL && !templates.isEmpty()) {
      looks("ExperimentsBegun", joined(ids, templates), "fis:StartExperiment");
      looks("Experiments", ids, "fis:GetExperiment", "fis:StopExperiment");
    }
  }

  /// What a drill measured stands beside the account's other figures.
  private void figures() {
    statements.add(
        new Statement(
            "DrillFigures",
            "Allow",
            List.of("cloudwatch:PutMetricData"),
            ANY,
            Map.of(
                "StringEquals", Map.of("cloudwatch:namespace", List.of(DrillMetric.NAMESPACE)))));
  }

  /// That a run ended is told where the plan says so.
  private void topic() {
    var topic = AwsPlan.of(plan).names().topic();
    if (topic.isPresent()) {
      var region = AwsRegion.nameOf(plan.recovery());
      changes("Topic", List.of(arns.of("sns", region, topic.get())), "sns:Publish");
    }
  }

  private void resources(AwsSites sites) {
    sites.databases().values().forEach(this::database);
    sites.buckets().values().forEach(this::bucket);
    sites.tasks().values().forEach(this::tasks);
    secrets(sites);
    sites.groups().values().forEach(this::group);
    if (!sites.targets().isEmpty()) {
      looks("Targets", ANY, "elasticloadbalancing:DescribeTargetHealth");
    }
    sites.names().values().forEach(this::name);
    accelerators(sites);
    if (executes()) {
      CheckPolicy.ofMoves(sites).forEach((sid, actions) -> allow(sid, ANY, actions));
    }
    if (use == Use.WATCH || use == Use.DRILL || (use == Use.CHECK && AwsWatch.namesAlarm(plan))) {
      // The name of an alarm may be that of a composite one, whose ARN looks the same.
      looks("Alarms", ANY, "cloudwatch:DescribeAlarms");
    }
    if (use == Use.CHECK) {
      CheckPolicy.of(sites).forEach((sid, actions) -> allow(sid, ANY, actions));
    }
  }

  private void database(RegionSites<RdsSite> database) {
    var instances = new ArrayList<String>();
    var others = new ArrayList<String>();
    for (var site : database.all()) {
      instances.add(arns.instance(site));
      instances.add(arns.instance(site) + "-before-e*");
      for (var group : List.of("subgrp:*", "pg:*", "og:*")) {
        others.add(arns.of("rds", site.awsRegion(), group));
      }
    }
    if (database.all().stream().anyMatch(it -> it.fenceGroup().isPresent())) {
      looks("DatabasesClosed", ANY, "ec2:DescribeSecurityGroups", "rds:DescribeEvents");
      changes("DatabasesMarked", instances, "rds:RemoveTagsFromResource");
    }
    changes("DatabasesRestarted", instances, "rds:RebootDBInstance");
    // A run also looks for what made way for earlier ones, among all there are.
    looks(
        "DatabasesSeen",
        executes() ? arns.each("rds", database, _ -> "db:*") : instances,
        "rds:DescribeDBInstances");
    if (use != Use.RECOVER) {
      // Metrics have no resources.
      looks("Lags", ANY, "cloudwatch:GetMetricData");
    }
    for (var on : List.of(instances, others)) {
      changes(
          "DatabasesMoved",
          on,
          "rds:AddTagsToResource",
          "rds:CreateDBInstanceReadReplica",
          "rds:ModifyDBInstance",
          "rds:PromoteReadReplica");
    }
    if (executes()) {
      statements.addAll(new KeyGrants(arns).of(database.all()));
      // Handed on with a replica that is monitored as its forerunner was.
      statements.add(
          new Statement(
              "DatabasesMonitored",
              "Allow",
              List.of("iam:PassRole"),
              List.of("arn:aws:iam::%s:role/*".formatted(arns.account())),
              Map.of(
                  "StringEquals",
                  Map.of("iam:PassedToService", List.of("monitoring.rds.amazonaws.com")))));
    }
  }

  private void bucket(ReplicatedBucket bucket) {
    var halves = bucket.sites().all();
    allow(
        "Buckets",
        halves.stream().map(BucketSite::arn).toList(),
        List.of(
            "s3:GetBucketLocation",
            "s3:GetBucketPolicy",
            "s3:GetBucketVersioning",
            "s3:GetEncryptionConfiguration",
            "s3:GetReplicationConfiguration",
            "s3:ListBucket",
            "s3:ListBucketVersions"),
        List.of("s3:DeleteBucketPolicy", "s3:PutBucketPolicy", "s3:PutReplicationConfiguration"));
    // What came late is put below the version of before, which is copied on top of it.
    allow(
        "Objects",
        halves.stream().map(it -> it.arn() + "/*").toList(),
        List.of("s3:GetObject", "s3:GetObjectVersion"),
        List.of(
            "s3:AbortMultipartUpload",
            "s3:DeleteObject",
            "s3:GetObjectVersionTagging",
            "s3:PutObject",
            "s3:PutObjectTagging"));
    // Of Lifeboat's own objects, and of what is put back.
    allow(
        "BucketKeys",
        halves.stream().flatMap(it -> it.kmsKey().stream()).toList(),
        List.of("kms:Decrypt"),
        List.of("kms:GenerateDataKey"));
    if (use == Use.DRILL) {
      looks("CanarysObjects", ofCanary(bucket), "s3:DeleteObjectVersion");
    }
    // Handed to S3 with a rule.
    changes("ReplicationRoles", halves.stream().map(BucketSite::role).toList(), "iam:PassRole");
  }

  /// What a drill removes for good.
  private List<String> ofCanary(ReplicatedBucket bucket) {
    return plan.workloads().values().stream()
        .flatMap(it -> plan.canary().objects(it).stream())
        .distinct()
        .filter(it -> it.bucket().equals(bucket.name()))
        .flatMap(it ->
            bucket.sites().all().stream()
                .map(site -> "%s/%s*".formatted(site.arn(), it.prefixOf("*"))))
        .toList();
  }

  private void tasks(RegionSites<EcsSite> service) {
    allow(
        "Tasks",
        arns.each("ecs", service, it -> "service/" + it.path()),
        List.of("ecs:DescribeServices"),
        List.of("ecs:UpdateService"));
  }

  /// Each move sees to it that services use the stores of their own region; while users come home
  /// share by share, those that stay behind use the other's.
  private void secrets(AwsSites sites) {
    for (var service : sites.tasks().values()) {
      allow(
          "Secrets",
          service.all().stream()
              .flatMap(site -> site.secrets().stream().map(it -> arns.secret(site.awsRegion(), it)))
              .toList(),
          List.of("secretsmanager:DescribeSecret"),
          List.of("secretsmanager:UpdateSecretVersionStage"));
      allow(
          "Endpoints",
          service.all().stream()
              .flatMap(site ->
                  site.endpoints().stream()
                      .map(it -> arns.parameter(site.awsRegion(), it.parameter())))
              .toList(),
          List.of("ssm:GetParameters"),
          List.of("ssm:PutParameter"));
    }
  }

  private void group(RegionSites<GroupSite> service) {
    looks("GroupsSeen", ANY, "autoscaling:DescribeAutoScalingGroups");
    changes(
        "GroupsScaled",
        arns.each(
            "autoscaling", service, it -> "autoScalingGroup:*:autoScalingGroupName/" + it.group()),
        "autoscaling:CreateOrUpdateTags",
        "autoscaling:UpdateAutoScalingGroup");
  }

  private void name(NameSite name) {
    var objects = name.objects().values();
    allow(
        "Routes",
        objects.stream().map(RouteSite::arn).toList(),
        List.of("s3:GetObject"),
        List.of("s3:PutObject"));
    var buckets = objects.stream().map(site -> "arn:aws:s3:::" + site.bucket()).toList();
    // Else S3 says of an object that is not there yet that access is denied.
    looks("RoutesNotThereYet", buckets, "s3:ListBucket");
    if (use == Use.CHECK) {
      looks("RouteReaders", buckets, "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock");
    }
  }

  private void accelerators(AwsSites sites) {
    if (!sites.accelerators().isEmpty()) {
      looks("TargetGroups", ANY, "elasticloadbalancing:DescribeTargetGroups");
    }
    for (var accelerator : sites.accelerators().values()) {
      if (!executes() || !accelerator.shares().isEmpty()) {
        var groups = accelerator.groups().all();
        allow(
            "Dials",
            groups,
            List.of("globalaccelerator:DescribeEndpointGroup"),
            List.of("globalaccelerator:UpdateEndpointGroup"));
        looks(
            "Accelerators",
            groups.stream().map(TrafficDials::accelerator).toList(),
            "globalaccelerator:DescribeAccelerator");
      }
    }
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
