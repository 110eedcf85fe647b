package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailbackPolicy;
import dev.lifeboat.plan.Fields;
import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Quote;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What AWS adds to the plan language, under the key `aws` of the plan, its regions and its
/// resources. On AWS there are three regions, each in a region of AWS of its own.
public final class AwsKeys implements ProviderKeys {
  /// As a plan has it: `provider: aws`.
  public static final String WORD = "aws";

  static final KeyType PLACES = new KeyType.Places();
  private static final KeyType TEXTS = KeyType.Several.of(KeyType.Text.any("write a text"));
  private static final Keys REGION_KEYS =
      Keys.of("Region on AWS")
          .required("region", AwsRegion.REGION, AwsRegion.REGION.rule())
          .optional("assumeRole", AwsRegion.ROLE);
  private static final Keys DATABASE =
      Keys.of("Database on AWS")
          .required("dbInstance", PLACES, "write the identifier of the instance in each region")
          .optional("subnetGroup", PLACES)
          .or("securityGroups", new KeyType.Named(TEXTS, 0), Map.of())
          .optional("parameterGroup", PLACES)
          .optional("kmsKey", PLACES)
          .optional("fenceGroup", PLACES)
          .or("logins", TEXTS, List.of())
          .optional("backupRetentionDays", new KeyType.Whole(1, 35));
  private static final Keys BUCKET =
      Keys.of("Bucket on AWS")
          .required("bucket", PLACES, "write the name of the bucket in each region")
          .required("replicationRole", PLACES, "write the ARN of S3's role in each region")
          .truth("replicationTimeControl");
  private static final Keys SERVICE =
      Keys.of("Service on AWS")
          .optional("cluster", PLACES)
          .optional("ecsService", PLACES)
          .or("secrets", TEXTS, List.of())
          .optional("autoScalingGroup", PLACES)
          .required("targetGroup", PLACES, "write the ARN of the target group in each region");

  private static final Map<String, Part> PARTS =
      Map.of(
          PLAN,
          new Part(AwsPlanKeys.KEYS, (_, _, keys) -> AwsPlanKeys.bind(keys)),
          REGION,
          new Part(REGION_KEYS, (_, _, keys) -> region(keys)),
          Database.TYPE,
          new Part(DATABASE, (_, database, keys) -> database(database, keys)),
          Bucket.TYPE,
          new Part(BUCKET, (_, bucket, keys) -> bucket(bucket, keys)),
          Service.TYPE,
          new Part(SERVICE, (_, _, keys) -> service(keys)),
          Traffic.TYPE,
          new Part(AwsTrafficKeys.KEYS, AwsTrafficKeys::bind));

  /// Reads plans on AWS where nothing else is known, such as inside an account.
  public static PlanReader reader() {
    return new PlanReader(List.of(new AwsKeys()));
  }

  /// Whether the regions of `plan` are on AWS.
  public static boolean areOf(Plan plan) {
    return plan.primary().provider().equals(WORD);
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public Map<String, Part> parts() {
    return PARTS;
  }

  /// Placements, a third of the votes and a third of the routes are where the arbiter is.
  @Override
  public boolean suppliesArbiter() {
    return false;
  }

  @Override
  public void checkRegions(Map<String, PlanValue> regions) {
    var taken = new LinkedHashMap<String, String>();
    regions.forEach((name, value) -> {
      if (value.lacks(WORD)) {
        value.wrongAtKey("lacks the key 'aws'", "write 'aws: { region: eu-west-1 }'");
      }
      var place = value.look(WORD, "region").flatMap(AwsRegion.REGION::parse);
      var other = place.map(it -> taken.putIfAbsent(it, name));
      if (other.isPresent()) {
        value.wrongAtKey(
            "is in %s, as %s is".formatted(place.get(), Quote.of(other.get())),
            "give each a region of AWS of its own");
      }
    });
  }

  @Override
  public void checkResource(PlanValue resource, String type) {
    if (!type.isEmpty() && resource.lacks(WORD)) {
      resource.wrongAtKey(
          "does not say where it is on AWS", "write the key 'aws', see docs/plan-reference.md");
    }
    if (type.equals(Traffic.TYPE)
        && !resource.says("mode", Traffic.Mode.DNS)
        && !resource.says("mode", Traffic.Mode.ACCELERATOR)) {
      resource.wrongAtKey(
          "is not led by a name, and on AWS there is no proxy",
          "write 'mode: dns' or 'mode: accelerator'");
    }
  }

  @Override
  public void checkWorkload(
      PlanValue workload,
      Optional<PlanValue> failback,
      Map<String, Resource> resources,
      FailbackPolicy policy) {
    ShareRules.check(workload, failback, resources, policy);
  }

  private static Optional<AwsRegion> region(Fields keys) {
    var region = keys.read("region", String.class);
    var role = keys.read("assumeRole", String.class);
    return keys.make(() -> new AwsRegion(region.orElseThrow(), role));
  }

  private static Optional<AwsDatabase> database(Fields place, Fields keys) {
    requireAsynchronous(place, "RDS");
    var instance = keys.read("dbInstance", PerRegion.class);
    var subnets = keys.read("subnetGroup", PerRegion.class);
    var parameters = keys.read("parameterGroup", PerRegion.class);
    var key = keys.read("kmsKey", PerRegion.class);
    var fence = keys.read("fenceGroup", PerRegion.class);
    var backups = keys.read("backupRetentionDays", Integer.class);
    var groups = keys.value("securityGroups").map(AwsKeys::lists).orElse(Map.of());
    var logins = keys.texts("logins", "write a list of logins, such as [shop]");
    return keys.make(() ->
        new AwsDatabase(
            instance.orElseThrow(), subnets, groups, parameters, key, fence, logins, backups));
  }

  private static Map<String, List<String>> lists(PlanValue cursor) {
    var lists = new LinkedHashMap<String, List<String>>();
    cursor
        .named("region")
        .forEach((region, value) ->
            lists.put(region, value.texts("write a list such as [sg-0a1b2c3d]")));
    return lists;
  }

  private static Optional<AwsBucket> bucket(Fields place, Fields keys) {
    requireAsynchronous(place, "S3");
    var bucket = keys.read("bucket", PerRegion.class);
    var role = keys.read("replicationRole", PerRegion.class);
    boolean timeControl = keys.get("replicationTimeControl", Boolean.class);
    return keys.make(() -> new AwsBucket(bucket.orElseThrow(), role.orElseThrow(), timeControl));
  }

  /// No plan may promise that a write is in the other region before it is acknowledged.
  private static void requireAsynchronous(Fields place, String service) {
    for (var promise : List.of(Replication.SYNCHRONOUS, Replication.SYNCHRONOUS_WHILE_CONNECTED)) {
      place
          .value("replication")
          .filter(_ -> place.cursor().says("replication", promise))
          .ifPresent(it ->
              it.wrong(
                  "is " + promise.word(),
                  service + " replicates later; write asynchronous, or leave it out"));
    }
  }

  private static Optional<AwsService> service(Fields keys) {
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
    return keys.make(() -> new AwsService(cluster, service, secrets, group, targets.orElseThrow()));
  }
}
