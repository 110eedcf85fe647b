package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.FailbackPolicy;
import dev.lifeboat.plan.Fields;
import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanKey;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.ProviderKeys;
import dev.lifeboat.plan.Quote;
import dev.lifeboat.plan.Replication;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Keys that AWS adds to the plan language, under the key `aws` of the plan, its regions and its
/// resources. On AWS there are three regions, each in a region of AWS of its own.
public final class AwsKeys implements ProviderKeys {
  /// As a plan has it: `provider: aws`.
  public static final String WORD = "aws";

  static final KeyType.Places PLACES = new KeyType.Places();

  /// AWS's name of the region. Each region of a plan is in one of its own.
  private static final PlanKey<String> AWS_REGION = AwsRegion.REGION.required("region");

  /// ARN of the role as which the region is called, in any account. Left out: as whoever runs the
  /// command. Guards and functions have their own.
  private static final PlanKey<String> ROLE = AwsRegion.ROLE.key("assumeRole");

  /// What only AWS needs.
  private static final Keys REGION_KEYS = Keys.of("Region on AWS", AWS_REGION, ROLE);

  /// Identifier of the instance that each region was set up with.
  private static final PlanKey<PerRegion> INSTANCE =
      PLACES.key("dbInstance").required("write the identifier of the instance in each region");

  /// Of a replica that a run makes.
  private static final PlanKey<PerRegion> SUBNETS = PLACES.key("subnetGroup");

  /// Ids, of a replica that a run makes.
  private static final PlanKey<Object> SECURITY_GROUPS =
      new KeyType.Named(new KeyType.Texts("write a list such as [sg-0a1b2c3d]", 0), 0)
          .key("securityGroups")
          .or(Map.of());

  /// Of a replica that a run makes; must fit the engine and its version.
  private static final PlanKey<PerRegion> PARAMETERS = PLACES.key("parameterGroup");

  /// Of a replica that a run makes, of its own region; needed when the source is encrypted.
  private static final PlanKey<PerRegion> KMS_KEY = PLACES.key("kmsKey");

  /// How many days a promoted instance keeps its automated backups; RDS's default is 1.
  private static final PlanKey<Integer> BACKUPS =
      new KeyType.Whole(1, 35).key("backupRetentionDays");

  /// Parameter of Systems Manager in each region with the address of the database that services
  /// there use, and nothing else. A move writes it, and starts tasks of ECS anew.
  private static final PlanKey<PerRegion> ENDPOINT = PLACES.key("endpointParameter");

  /// What only AWS needs.
  private static final Keys DATABASE =
      Keys.of("Database on AWS", INSTANCE, SUBNETS, SECURITY_GROUPS)
          .and(PARAMETERS, KMS_KEY, FenceChoice.FENCE, FenceChoice.GROUP)
          .and(FenceChoice.LOGINS, FenceChoice.SECRET, BACKUPS)
          .and(ENDPOINT);

  /// Its name in each region; versioning must be on.
  private static final PlanKey<PerRegion> BUCKET =
      PLACES.key("bucket").required("write the name of the bucket in each region");

  /// ARN of the role as which S3 replicates from each region to the other.
  private static final PlanKey<PerRegion> REPLICATION_ROLE =
      PLACES.key("replicationRole").required("write the ARN of S3's role in each region");

  /// Whether S3 promises to replicate within 15 minutes, which costs more.
  private static final PlanKey<Boolean> TIME_CONTROL = PlanKey.truth("replicationTimeControl");

  /// ARN of the key that encrypts replicas in each region; needed where KMS encrypts objects.
  private static final PlanKey<PerRegion> REPLICA_KEY = PLACES.key("kmsKey");

  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");

  /// What only AWS needs.
  private static final Keys BUCKET_KEYS =
      Keys.of("Bucket on AWS", BUCKET, REPLICATION_ROLE, TIME_CONTROL, REPLICA_KEY);

  /// Cluster of ECS; one of this and autoScalingGroup.
  private static final PlanKey<PerRegion> CLUSTER = PLACES.key("cluster");

  /// Name of the service there. Left out: the resource's name.
  private static final PlanKey<PerRegion> ECS_SERVICE = PLACES.key("ecsService");

  /// Secrets whose version labelled Bound its tasks read, with a version labelled by each region.
  private static final PlanKey<List<String>> SECRETS =
      new KeyType.Texts("write a list of secrets' names", 0).key("secrets").or(List.of());

  /// Name of the Auto Scaling group; one of this and cluster.
  private static final PlanKey<PerRegion> SCALING_GROUP = PLACES.key("autoScalingGroup");

  /// ARN of the target group that finds its instances healthy.
  private static final PlanKey<PerRegion> TARGET_GROUP =
      PLACES.key("targetGroup").required("write the ARN of the target group in each region");

  /// What only AWS needs.
  private static final Keys SERVICE =
      Keys.of("Service on AWS", CLUSTER, ECS_SERVICE, SECRETS, SCALING_GROUP, TARGET_GROUP);

  private static final Map<String, Part> PARTS =
      Map.of(
          PLAN,
          new Part(AwsPlanKeys.KEYS, (_, _, keys) -> AwsPlanKeys.bind(keys)),
          REGION,
          new Part(REGION_KEYS, (_, _, keys) -> region(keys)),
          Database.TYPE,
          new Part(DATABASE, (_, database, keys) -> database(database, keys)),
          Bucket.TYPE,
          new Part(BUCKET_KEYS, (_, bucket, keys) -> bucket(bucket, keys)),
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

  /// Refuses a plan of a lab.
  ///
  /// @param which what a lab has nothing to do with: `needs no account`
  /// @param means what was left undone
  /// @throws ProblemException LB1005 when the regions of `plan` are not on AWS
  public static void require(Plan plan, String which, String means) throws ProblemException {
    if (!areOf(plan)) {
      throw ProblemException.lasting(
          Code.LB1005,
          "the regions of plan '%s' are a lab's, which %s".formatted(plan.name(), which),
          means,
          "name a plan whose provider is aws");
    }
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
    FenceRules.check(workload, failback, resources.values());
    EndpointRules.check(workload, resources.values());
  }

  @Override
  public void checkTogether(Plan plan, Workload workload, PlanValue said) {
    if (areOf(plan)) {
      LeaseRules.check(plan, workload, said);
      OutageRules.check(AwsPlan.of(plan).lease(), workload, said);
      StrongRegions.check(plan, workload, said);
      PlaceRules.check(plan, workload, said);
      requireAsynchronous(workload, said);
    }
  }

  private static Optional<AwsRegion> region(Fields keys) {
    var region = keys.read(AWS_REGION);
    var role = keys.read(ROLE);
    return keys.make(() -> new AwsRegion(region.orElseThrow(), role));
  }

  private static Optional<AwsDatabase> database(Fields place, Fields keys) {
    requireAsynchronous(place, "RDS");
    var instance = keys.read(INSTANCE);
    var subnets = keys.read(SUBNETS);
    var parameters = keys.read(PARAMETERS);
    var key = keys.read(KMS_KEY);
    var fence = FenceChoice.read(keys);
    keys.value(FenceChoice.SECRET)
        .ifPresent(said ->
            fence
                .flatMap(FenceChoice::secret)
                .ifPresent(it -> SecretNames.check(said, it.values())));
    var backups = keys.read(BACKUPS);
    var endpoint = keys.read(ENDPOINT);
    var groups = keys.value(SECURITY_GROUPS).map(AwsKeys::lists).orElse(Map.of());
    return keys.make(() ->
        new AwsDatabase(
            instance.orElseThrow(),
            subnets,
            groups,
            parameters,
            key,
            fence.orElseThrow(),
            backups,
            endpoint));
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
    var bucket = keys.read(BUCKET);
    var role = keys.read(REPLICATION_ROLE);
    boolean timeControl = keys.get(TIME_CONTROL);
    var key = keys.read(REPLICA_KEY);
    keys.value(REPLICA_KEY).ifPresent(AwsKeys::requireKeys);
    return keys.make(
        () -> new AwsBucket(bucket.orElseThrow(), role.orElseThrow(), timeControl, key));
  }

  /// S3 takes an alias too, but no policy allows a key by one.
  private static void requireKeys(PlanValue said) {
    var texts = said.isMapping() ? said.named("region").values() : List.of(said);
    for (var text : texts) {
      text.look()
          .filter(it -> !KEY_ARN.matcher(it).matches())
          .ifPresent(it ->
              text.wrong(
                  "is %s, which is no ARN of a key".formatted(Quote.of(it)),
                  "write one such as arn:aws:kms:us-west-2:123456789012:key/1234abcd, in each"
                      + " region"));
    }
  }

  /// No plan may promise that a write is in the other region before it is acknowledged.
  private static void requireAsynchronous(Fields place, String service) {
    for (var promise : List.of(Replication.SYNCHRONOUS, Replication.SYNCHRONOUS_WHILE_CONNECTED)) {
      place
          .said("replication")
          .filter(_ -> place.cursor().says("replication", promise))
          .ifPresent(it ->
              it.wrong(
                  "is " + promise.word(),
                  service + " replicates later; write asynchronous, or leave it out"));
    }
  }

  /// A tier may say it too, for databases that say nothing.
  private static void requireAsynchronous(Workload workload, PlanValue said) {
    var promising = workload.copiedAtOnce();
    if (!promising.isEmpty()) {
      said.wrongAtKey(
          "gets the replication of %s from its tier".formatted(String.join(", ", promising)),
          "AWS replicates later; leave 'replication' out of the tier");
    }
  }

  private static Optional<AwsService> service(Fields keys) {
    var cluster = keys.read(CLUSTER);
    var service = keys.read(ECS_SERVICE);
    var secrets = keys.get(SECRETS);
    keys.value(SECRETS).ifPresent(it -> SecretNames.check(it, secrets));
    var group = keys.read(SCALING_GROUP);
    var targets = keys.read(TARGET_GROUP);
    if (keys.cursor().isMapping()
        && keys.value(CLUSTER).isPresent() == keys.value(SCALING_GROUP).isPresent()) {
      keys.cursor()
          .wrongAtKey(
              "says neither or both of where the service runs",
              "write one of 'cluster' and 'autoScalingGroup'");
    }
    return keys.make(() -> new AwsService(cluster, service, secrets, group, targets.orElseThrow()));
  }
}
