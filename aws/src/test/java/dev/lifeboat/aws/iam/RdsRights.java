package dev.lifeboat.aws.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rights that a request to RDS needs, those that no call shows among them.
///
/// Source: "Actions, resources, and condition keys for Amazon RDS" of the service authorization
/// reference; "Encrypting Amazon RDS resources" and "Working with DB instance read replicas" of the
/// user guide of RDS.
record RdsRights(Arns arns, String region) {
  private static final String INSTANCE = "DBInstanceIdentifier";
  private static final String SNAPSHOT = "DBSnapshotIdentifier";

  private static final String TAGGED = "Tags.Tag.1.Key";
  private static final String KEY = "KmsKeyId";
  private static final String MONITORED = "MonitoringRoleArn";
  private static final String GRANT = "kms:CreateGrant";
  private static final String DESCRIBE_KEY = "kms:DescribeKey";
  private static final String PASS = "iam:PassRole";
  private static final String TAG = "rds:AddTagsToResource";
  private static final String KEPT = "FinalDBSnapshotIdentifier";

  private static final List<Unseen> UNSEEN =
      List.of(
          new Unseen("CreateDBInstanceReadReplica", KEY, GRANT),
          new Unseen("CreateDBInstanceReadReplica", KEY, DESCRIBE_KEY),
          new Unseen("CreateDBInstanceReadReplica", MONITORED, PASS),
          new Unseen("CreateDBInstanceReadReplica", TAGGED, TAG),
          new Unseen("CopyDBSnapshot", KEY, GRANT),
          new Unseen("CopyDBSnapshot", KEY, DESCRIBE_KEY),
          new Unseen("CopyDBSnapshot", TAGGED, TAG),
          new Unseen("CreateDBSnapshot", TAGGED, TAG),
          new Unseen("DeleteDBInstance", KEPT, "rds:CreateDBSnapshot"),
          new Unseen("DeleteDBInstance", KEPT, TAG),
          new Unseen("ModifyDBInstance", MONITORED, PASS));

  /// A need that no call shows.
  ///
  /// @param call that has it
  /// @param given the member that a call must have for it
  /// @param action that is looked up besides
  private record Unseen(String call, String given, String action) {}

  /// @param call such as `ModifyDBInstance`
  /// @param form its members
  List<NeededRight> of(String call, Map<String, String> form) {
    var needed = new ArrayList<NeededRight>();
    resources(call, form).forEach(it -> needed.add(new NeededRight("rds:" + call, it)));
    for (var unseen : UNSEEN) {
      if (unseen.call.equals(call) && form.containsKey(unseen.given)) {
        needed.addAll(implied(unseen.action, call, form));
      }
    }
    return needed;
  }

  private List<NeededRight> implied(String action, String call, Map<String, String> form) {
    return switch (action) {
      case GRANT, DESCRIBE_KEY -> List.of(ofKey(action, form.get(KEY)));
      case PASS ->
          List.of(
              new NeededRight(
                  action,
                  form.get(MONITORED),
                  Map.of("iam:PassedToService", List.of("monitoring.rds.amazonaws.com"))));
      default ->
          resources(call, form).stream()
              .filter(it -> it.contains(form.containsKey(KEPT) ? ":snapshot:" : made(call)))
              .map(it -> new NeededRight(action, it))
              .toList();
    };
  }

  private static String made(String call) {
    return call.equals("CreateDBInstanceReadReplica") ? ":db:" : ":snapshot:";
  }

  /// @param key its ARN, its id, or an alias in either form
  private NeededRight ofKey(String action, String key) {
    int alias = key.indexOf("alias/");
    var id = key.startsWith("arn:") ? key.substring(key.indexOf(":key/") + 5) : key;
    var context = new TreeMap<String, List<String>>();
    context.put("kms:ViaService", List.of("rds.%s.amazonaws.com".formatted(region)));
    if (action.equals(GRANT)) {
      context.put("kms:GrantIsForAWSResource", List.of("true"));
    }
    if (alias >= 0) {
      context.put("kms:ResourceAliases", List.of(key.substring(alias)));
    }
    var resource =
        key.startsWith("arn:") && alias < 0
            ? key
            : arns.of("kms", region, "key/" + (alias < 0 ? id : "of-" + key.substring(alias + 6)));
    return new NeededRight(action, resource, context);
  }

  private List<String> resources(String call, Map<String, String> form) {
    return switch (call) {
      case "CreateDBInstanceReadReplica" ->
          List.of(
              instance(form.get(INSTANCE)),
              instance(form.get("SourceDBInstanceIdentifier")),
              named("subgrp:", form.get("DBSubnetGroupName")),
              named("pg:", form.get("DBParameterGroupName")),
              named("og:", form.get("OptionGroupName")));
      case "ModifyDBInstance" -> modified(form);
      case "PromoteReadReplica", "RebootDBInstance" -> List.of(instance(form.get(INSTANCE)));
      case "DescribeDBInstances" ->
          List.of(instance(Optional.ofNullable(form.get(INSTANCE)).orElse("*")));
      case "DescribeDBSnapshots" ->
          List.of(snapshot(Optional.ofNullable(form.get(SNAPSHOT)).orElse("*")));
      case "CreateDBSnapshot" ->
          List.of(snapshot(form.get(SNAPSHOT)), instance(form.get(INSTANCE)));
      case "DeleteDBSnapshot" -> List.of(snapshot(form.get(SNAPSHOT)));
      case "CopyDBSnapshot" ->
          List.of(
              snapshot(form.get("TargetDBSnapshotIdentifier")),
              snapshot(form.get("SourceDBSnapshotIdentifier")));
      case "DeleteDBInstance" ->
          form.containsKey(KEPT)
              ? List.of(instance(form.get(INSTANCE)), snapshot(form.get(KEPT)))
              : List.of(instance(form.get(INSTANCE)));
      case "AddTagsToResource", "RemoveTagsFromResource" -> List.of(form.get("ResourceName"));
      default -> List.of("*"); // Looks that are allowed on all there is.
    };
  }

  private List<String> modified(Map<String, String> form) {
    var resources = new ArrayList<String>();
    resources.add(instance(form.get(INSTANCE)));
    Map.of(
            "NewDBInstanceIdentifier", "db:",
            "DBParameterGroupName", "pg:",
            "OptionGroupName", "og:",
            "DBSubnetGroupName", "subgrp:")
        .forEach((member, kind) -> {
          if (form.containsKey(member)) {
            resources.add(named(kind, form.get(member)));
          }
        });
    return resources;
  }

  private String instance(@Nullable String nameOrArn) {
    return named("db:", nameOrArn);
  }

  private String snapshot(@Nullable String nameOrArn) {
    return named("snapshot:", nameOrArn);
  }

  private String named(String kind, @Nullable String nameOrArn) {
    var name = Optional.ofNullable(nameOrArn).orElse("default");
    return name.startsWith("arn:") ? name : arns.of("rds", region, kind + name);
  }
}
