package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Binds what only AWS needs, under the key `aws` of the plan, its regions and its resources.
final class AwsBinder {
  static final String KEY = "aws";
  static final KeyType PLACES = new KeyType.Places();
  private static final KeyType TEXTS = KeyType.Several.of(KeyType.Text.any("write a text"));
  static final Keys REGION =
      Keys.of("Region on AWS")
          .required("region", AwsRegion.REGION, AwsRegion.REGION.rule())
          .optional("assumeRole", AwsRegion.ROLE);

  private static final KeyType.Text<String> TEMPLATE =
      KeyType.Text.of(
          "text",
          Pattern.compile("EXT[A-Za-z0-9]{1,61}"),
          "write the id of an experiment template, such as EXT1a2b3c4d5e6f7");
  private static final Keys EXPERIMENTS =
      Keys.of("Experiments")
          .optional("service-loss", TEMPLATE)
          .optional("zone-loss", TEMPLATE)
          .optional("database-loss", TEMPLATE)
          .optional("region-loss", TEMPLATE)
          .optional("region-hang", TEMPLATE)
          .optional("region-silent", TEMPLATE);
  private static final KeyType TABLE = KeyType.Text.any("write the name of a table");
  static final Keys PLAN =
      Keys.of("AWS")
          .or("placements", TABLE, AwsTables.DEFAULT.placements())
          .or(
              "placementsIn",
              new KeyType.Choice<>(List.of(Region.Role.ARBITER, Region.Role.RECOVERY)),
              AwsTables.DEFAULT.placementsIn())
          .or("journals", TABLE, AwsTables.DEFAULT.journals())
          .or("votes", TABLE, AwsTables.DEFAULT.votes())
          .duration(
              "lease", AwsTables.DEFAULT.lease(), AwsTables.SHORTEST_LEASE, AwsTables.LONGEST_LEASE)
          .optional("experiments", EXPERIMENTS);

  static final Keys DATABASE =
      Keys.of("Database on AWS")
          .required("dbInstance", PLACES, "write the identifier of the instance in each region")
          .optional("subnetGroup", PLACES)
          .or("securityGroups", new KeyType.Named(TEXTS, 0), Map.of())
          .optional("parameterGroup", PLACES)
          .optional("kmsKey", PLACES)
          .optional("fenceGroup", PLACES)
          .or("logins", TEXTS, List.of());
  static final Keys BUCKET =
      Keys.of("Bucket on AWS")
          .required("bucket", PLACES, "write the name of the bucket in each region")
          .required("replicationRole", PLACES, "write the ARN of S3's role in each region")
          .truth("replicationTimeControl");
  static final Keys SERVICE =
      Keys.of("Service on AWS")
          .optional("cluster", PLACES)
          .optional("ecsService", PLACES)
          .or("secrets", TEXTS, List.of())
          .optional("autoScalingGroup", PLACES)
          .required("targetGroup", PLACES, "write the ARN of the target group in each region");

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
        .mapping(KEY)
        .flatMap(keys -> {
          var region = keys.read("region", String.class);
          var role = keys.read("assumeRole", String.class);
          return keys.make(() -> new AwsRegion(region.orElseThrow(), role));
        });
  }

  static AwsTables tables(Fields keys) {
    return new AwsTables(
        keys.get("placements", String.class),
        keys.get("placementsIn", Region.Role.class),
        keys.get("journals", String.class),
        keys.get("votes", String.class),
        keys.get("lease", Duration.class));
  }

  static AwsExperiments experiments(Fields plan) {
    var keys = plan.within("experiments");
    var templates = new LinkedHashMap<String, String>();
    for (var scenario : EXPERIMENTS.names()) {
      keys.read(scenario, String.class).ifPresent(template -> templates.put(scenario, template));
    }
    return new AwsExperiments(templates);
  }

  static Optional<AwsDatabase> database(Fields fields) {
    return fields
        .mapping(KEY)
        .flatMap(keys -> {
          var instance = keys.read("dbInstance", PerRegion.class);
          var subnets = keys.read("subnetGroup", PerRegion.class);
          var parameters = keys.read("parameterGroup", PerRegion.class);
          var key = keys.read("kmsKey", PerRegion.class);
          var fence = keys.read("fenceGroup", PerRegion.class);
          var groups = keys.value("securityGroups").map(AwsBinder::lists).orElse(Map.of());
          var logins = keys.texts("logins", "write a list of logins, such as [shop]");
          return keys.make(() ->
              new AwsDatabase(
                  instance.orElseThrow(), subnets, groups, parameters, key, fence, logins));
        });
  }

  static Optional<AwsBucket> bucket(Fields fields) {
    return fields
        .mapping(KEY)
        .flatMap(keys -> {
          var bucket = keys.read("bucket", PerRegion.class);
          var role = keys.read("replicationRole", PerRegion.class);
          boolean timeControl = keys.get("replicationTimeControl", Boolean.class);
          return keys.make(
              () -> new AwsBucket(bucket.orElseThrow(), role.orElseThrow(), timeControl));
        });
  }

  static Optional<AwsService> service(Fields fields) {
    return fields
        .mapping(KEY)
        .flatMap(keys -> {
          var cluster = keys.read("cluster", PerRegion.class);
          var service = keys.read("ecsService", PerRegion.class);
          var secrets = keys.texts("secrets", "write a list of secrets' names");
          var group = keys.read("autoScalingGroup", PerRegion.class);
          var targets = keys.read("targetGroup", PerRegion.class);
          if (keys.cursor().isMapping()
              && keys.value("cluster").isPresent() == keys.value("autoScalingGroup").isPresent()) {
            keys.cursor()
                .wrongAtKey(
                    "says neither or both of where the service runs",
                    "write one of 'cluster' and 'autoScalingGroup'");
          }
          return keys.make(
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
            lists.put(region, value.texts("write a list such as [sg-0a1b2c3d]")));
    return lists;
  }
}
