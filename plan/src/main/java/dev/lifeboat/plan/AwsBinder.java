package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds what only AWS needs, under the key `aws` of the plan, its regions and its resources.
final class AwsBinder {
  static final String KEY = "aws";
  static final List<String> REGION_KEYS = List.of("region", "assumeRole");
  static final List<String> PLAN_KEYS =
      List.of("placements", "placementsIn", "journals", "votes", "lease", "experiments");
  static final List<String> EXPERIMENTS_KEYS =
      List.of(
          "service-loss",
          "zone-loss",
          "database-loss",
          "region-loss",
          "region-hang",
          "region-silent");
  static final List<String> DATABASE_KEYS =
      List.of(
          "dbInstance",
          "subnetGroup",
          "securityGroups",
          "parameterGroup",
          "kmsKey",
          "fenceGroup",
          "logins");
  static final List<String> BUCKET_KEYS =
      List.of("bucket", "replicationRole", "replicationTimeControl");
  static final List<String> SERVICE_KEYS =
      List.of("cluster", "ecsService", "secrets", "autoScalingGroup", "targetGroup");
  static final List<String> TRAFFIC_KEYS =
      List.of("name", "nameServers", "bucket", "key", "shares");

  private static final Pattern TEMPLATE = Pattern.compile("EXT[A-Za-z0-9]{1,61}");
  private static final String TEMPLATE_RULE =
      "write the id of an experiment template, such as EXT1a2b3c4d5e6f7";
  private static final String PER_REGION_RULE =
      "write a text, or a mapping from regions of the plan to texts";

  private AwsBinder() {}

  /// Tells what a resource of a plan on AWS lacks.
  static void requirePlace(PlanValue resource, String type) {
    if (!type.isEmpty()
        && resource.node() instanceof YamlNode.Mapping mapping
        && mapping.first(KEY).isEmpty()) {
      resource.wrongAtKey(
          "does not say where it is on AWS", "write the key 'aws', see docs/plan-reference.md");
    }
    if (type.equals(Traffic.TYPE)
        && !isLed(resource.node(), Traffic.Mode.DNS)
        && !isLed(resource.node(), Traffic.Mode.ACCELERATOR)) {
      resource.wrongAtKey(
          "is not led by a name, and on AWS there is no proxy",
          "write 'mode: dns' or 'mode: accelerator'");
    }
  }

  /// Tells what only AWS has.
  static void refuseAccelerator(PlanValue resource) {
    if (isLed(resource.node(), Traffic.Mode.ACCELERATOR)) {
      resource.wrongAtKey("is led by an accelerator, which only AWS has", "write 'mode: dns'");
    }
  }

  private static boolean isLed(YamlNode traffic, Traffic.Mode by) {
    return traffic instanceof YamlNode.Mapping mapping
        && mapping.first("mode").orElse(null) instanceof YamlNode.Scalar mode
        && mode.text().equals(by.word());
  }

  static Optional<AwsRegion> region(Fields fields) {
    return fields
        .optional(KEY)
        .flatMap(cursor -> {
          var keys = cursor.fields(REGION_KEYS);
          var region =
              keys.required("region", AwsRegion.RULE)
                  .flatMap(value ->
                      value
                          .text(AwsRegion.RULE)
                          .filter(text ->
                              AwsRegion.isRegion(text)
                                  || value
                                      .wrong("is " + Quote.of(text), AwsRegion.RULE)
                                      .isPresent()));
          var role =
              keys.optional("assumeRole")
                  .flatMap(value ->
                      value
                          .text(AwsRegion.ROLE_RULE)
                          .filter(text ->
                              AwsRegion.isRole(text)
                                  || value
                                      .wrong("is " + Quote.of(text), AwsRegion.ROLE_RULE)
                                      .isPresent()));
          return cursor.make(() -> new AwsRegion(region.orElseThrow(), role));
        });
  }

  static AwsTables tables(Optional<Fields> plan) {
    return plan.map(
            keys -> {
              var rule = "write the name of a table";
              return new AwsTables(
                  keys.text("placements", AwsTables.DEFAULT.placements(), rule),
                  keys.choice(
                      "placementsIn",
                      AwsTables.DEFAULT.placementsIn(),
                      List.of(Region.Role.ARBITER, Region.Role.RECOVERY)),
                  keys.text("journals", AwsTables.DEFAULT.journals(), rule),
                  keys.text("votes", AwsTables.DEFAULT.votes(), rule),
                  keys.duration(
                      "lease",
                      AwsTables.DEFAULT.lease(),
                      AwsTables.SHORTEST_LEASE,
                      AwsTables.LONGEST_LEASE));
            })
        .orElse(AwsTables.DEFAULT);
  }

  static AwsExperiments experiments(Optional<Fields> plan) {
    var given = plan.flatMap(keys -> keys.optional("experiments"));
    if (given.isEmpty()) {
      return AwsExperiments.NONE;
    }
    var keys = given.get().fields(EXPERIMENTS_KEYS);
    var templates = new LinkedHashMap<String, String>();
    for (var scenario : EXPERIMENTS_KEYS) {
      keys.optional(scenario)
          .flatMap(AwsBinder::template)
          .ifPresent(template -> templates.put(scenario, template));
    }
    return new AwsExperiments(templates);
  }

  private static Optional<String> template(PlanValue cursor) {
    return cursor
        .text(TEMPLATE_RULE)
        .filter(text ->
            TEMPLATE.matcher(text).matches()
                || cursor.wrong("is " + Quote.of(text), TEMPLATE_RULE).isPresent());
  }

  static Optional<AwsDatabase> database(Fields fields) {
    return fields
        .optional(KEY)
        .flatMap(cursor -> {
          var keys = cursor.fields(DATABASE_KEYS);
          var instance =
              keys.required("dbInstance", "write the identifier of the instance in each region")
                  .flatMap(AwsBinder::perRegion);
          var subnets = keys.optional("subnetGroup").flatMap(AwsBinder::perRegion);
          var parameters = keys.optional("parameterGroup").flatMap(AwsBinder::perRegion);
          var key = keys.optional("kmsKey").flatMap(AwsBinder::perRegion);
          var fence = keys.optional("fenceGroup").flatMap(AwsBinder::perRegion);
          var groups = keys.optional("securityGroups").map(AwsBinder::lists).orElse(Map.of());
          var logins =
              keys.optional("logins")
                  .map(value -> texts(value, "write a list of logins, such as [shop]"))
                  .orElse(List.of());
          return cursor.make(() ->
              new AwsDatabase(
                  instance.orElseThrow(), subnets, groups, parameters, key, fence, logins));
        });
  }

  static Optional<AwsBucket> bucket(Fields fields) {
    return fields
        .optional(KEY)
        .flatMap(cursor -> {
          var keys = cursor.fields(BUCKET_KEYS);
          var bucket =
              keys.required("bucket", "write the name of the bucket in each region")
                  .flatMap(AwsBinder::perRegion);
          var role =
              keys.required("replicationRole", "write the ARN of S3's role in each region")
                  .flatMap(AwsBinder::perRegion);
          boolean timeControl = keys.truth("replicationTimeControl", false);
          return cursor.make(
              () -> new AwsBucket(bucket.orElseThrow(), role.orElseThrow(), timeControl));
        });
  }

  static Optional<AwsService> service(Fields fields) {
    return fields
        .optional(KEY)
        .flatMap(cursor -> {
          var keys = cursor.fields(SERVICE_KEYS);
          var cluster = keys.optional("cluster").flatMap(AwsBinder::perRegion);
          var service = keys.optional("ecsService").flatMap(AwsBinder::perRegion);
          var secrets =
              keys.optional("secrets")
                  .map(value -> texts(value, "write a list of secrets' names"))
                  .orElse(List.of());
          var group = keys.optional("autoScalingGroup").flatMap(AwsBinder::perRegion);
          var targets =
              keys.required("targetGroup", "write the ARN of the target group in each region")
                  .flatMap(AwsBinder::perRegion);
          if (cursor.isMapping()
              && keys.optional("cluster").isPresent()
                  == keys.optional("autoScalingGroup").isPresent()) {
            cursor.wrongAtKey(
                "says neither or both of where the service runs",
                "write one of 'cluster' and 'autoScalingGroup'");
          }
          return cursor.make(
              () -> new AwsService(cluster, service, secrets, group, targets.orElseThrow()));
        });
  }

  static Optional<PerRegion> perRegion(PlanValue cursor) {
    if (!cursor.isMapping()) {
      return cursor.text(PER_REGION_RULE).map(PerRegion::same);
    }
    var texts = new LinkedHashMap<String, String>();
    cursor
        .named("region")
        .forEach((region, value) ->
            value.text("write a text").ifPresent(text -> texts.put(region, text)));
    return Optional.of(new PerRegion(Optional.empty(), texts));
  }

  private static Map<String, List<String>> lists(PlanValue cursor) {
    var lists = new LinkedHashMap<String, List<String>>();
    cursor
        .named("region")
        .forEach((region, value) ->
            lists.put(region, texts(value, "write a list such as [sg-0a1b2c3d]")));
    return lists;
  }

  static List<String> texts(PlanValue cursor, String rule) {
    var texts = new ArrayList<String>();
    for (var item : cursor.items(rule).orElse(List.of())) {
      item.text(rule).ifPresent(texts::add);
    }
    return texts;
  }
}
