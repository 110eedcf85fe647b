package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.aws.s3.Buckets;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.aws.s3.ReplicationFailures;
import dev.lifeboat.aws.s3.ReplicationLags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetricsStatus;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/// One test's bucket `images`: half of it in `east`, the primary region of the account, the other
/// in `west`.
public final class Images {
  public static final String NAME = "images";

  /// Simulated: a bucket with this tag sends nothing, as if its region were cut off.
  private static final String CUT = "simulated-cut";

  /// Simulated: nothing that leaves a bucket with this tag may be replicated.
  private static final String POWERLESS = "simulated-powerless";

  /// The id of its rules.
  private static final String RULE = "rule-of-the-account";

  /// More looks than anything takes to arrive.
  private static final int LOOKS = 6;

  private final TestBed bed;
  private final Map<String, S3Client> clients;
  private final ReplicatedBucket planned;
  private final Buckets buckets;

  /// @param clients what is tested goes through; what is prepared passes the gate by
  /// @param deletes whether delete markers are to be replicated
  public Images(TestBed bed, AwsClients clients, boolean deletes) {
    this.bed = bed;
    var regions = Map.of("east", TestBed.PRIMARY, "west", TestBed.RECOVERY);
    var suffix = UUID.randomUUID().toString().substring(0, 8);
    this.clients =
        Map.of(
            "east", bed.patient(S3Client.builder(), TestBed.PRIMARY),
            "west", bed.patient(S3Client.builder(), TestBed.RECOVERY));
    this.planned =
        new ReplicatedBucket(
            new RegionSites<>(
                NAME,
                Map.of(
                    "east", site("east", suffix, regions), "west", site("west", suffix, regions))),
            deletes,
            false);
    this.buckets = new Buckets(clients, planned);
  }

  private static BucketSite site(String region, String suffix, Map<String, String> regions) {
    return new BucketSite(
        String.valueOf(regions.get(region)),
        "images-%s-%s".formatted(region, suffix),
        "arn:aws:iam::123456789012:role/replicate-from-" + region,
        Optional.empty());
  }

  /// The same bucket in a plan that names a key of its region for the replicas in each half.
  public Buckets withKeys(Map<String, String> keys) {
    var sites = new TreeMap<String, BucketSite>();
    keys.forEach((region, key) -> {
      var site = site(region);
      sites.put(
          region, new BucketSite(site.awsRegion(), site.bucket(), site.role(), Optional.of(key)));
    });
    return new Buckets(
        buckets.clients(),
        new ReplicatedBucket(
            new RegionSites<>(NAME, sites), planned.deletes(), planned.timeControl()));
  }

  public Buckets buckets() {
    return buckets;
  }

  public String bucket(String region) {
    return site(region).bucket();
  }

  /// How a service of `region` finds its half.
  Map<String, String> environment(String region) {
    return Map.of(
        "IMAGES_ENDPOINT", bed.gate().endpoint().toString(),
        "IMAGES_REGION", site(region).awsRegion(),
        "IMAGES_BUCKET", bucket(region),
        "IMAGES_ACCESS_KEY", RegionGate.SERVICE,
        "IMAGES_SECRET_KEY", "never-checked");
  }

  /// As a plan has it.
  public String yaml() {
    return """
    %s: { type: bucket, replicateDeletes: %s, aws: { bucket: { east: %s, west: %s },\
     replicationRole: { east: "%s", west: "%s" } } }\
    """
        .formatted(
            NAME,
            planned.deletes(),
            bucket("east"),
            bucket("west"),
            site("east").role(),
            site("west").role());
  }

  private BucketSite site(String region) {
    return planned.sites().in(region);
  }

  private S3Client s3(String region) {
    return Optional.ofNullable(clients.get(region)).orElseThrow();
  }

  /// Both halves, versioned, without a rule.
  public void create() {
    clients.forEach((region, s3) -> {
      s3.createBucket(it -> {
        it.bucket(bucket(region));
        if (!region.equals("east")) {
          it.createBucketConfiguration(at -> at.locationConstraint(site(region).awsRegion()));
        }
      });
      versioning(region, BucketVersioningStatus.ENABLED);
    });
  }

  public void versioning(String region, BucketVersioningStatus status) {
    s3(region)
        .putBucketVersioning(
            it -> it.bucket(bucket(region)).versioningConfiguration(v -> v.status(status)));
  }

  /// A rule as the plan wants it.
  public void replicate(String region) {
    replicate(region, bucket(region.equals("east") ? "west" : "east"), site(region).role());
  }

  /// The same, with an id of its own.
  public void replicate(String region, String rule) {
    replicate(region, bucket(region.equals("east") ? "west" : "east"), site(region).role(), rule);
  }

  /// A rule that leads to another bucket, under another role.
  public void replicate(String region, String to, String role) {
    replicate(region, to, role, RULE);
  }

  private void replicate(String region, String to, String role, String rule) {
    var status = planned.deletes() ? "Enabled" : "Disabled";
    s3(region)
        .putBucketReplication(it ->
            it.bucket(bucket(region))
                .replicationConfiguration(c ->
                    c.role(role)
                        .rules(
                            ReplicationRule.builder()
                                .id(rule)
                                .priority(1)
                                .status("Enabled")
                                .filter(f -> f.prefix(""))
                                .deleteMarkerReplication(d -> d.status(status))
                                .destination(d ->
                                    d.bucket("arn:aws:s3:::" + to)
                                        .metrics(m ->
                                            m.status(MetricsStatus.ENABLED)
                                                .eventThreshold(t -> t.minutes(15))))
                                .build())));
  }

  /// What S3 would measure of the rule in `east`, in one minute.
  ///
  /// @param waiting operations
  public void measure(double waiting, double latencySeconds, Instant at) {
    var dimensions = ReplicationLags.dimensions(bucket("east"), bucket("west"), RULE);
    var measured =
        Stream.of(
                Map.entry(ReplicationLags.WAITING, waiting),
                Map.entry(ReplicationLags.LATENCY, latencySeconds))
            .map(it ->
                MetricDatum.builder()
                    .metricName(it.getKey())
                    .dimensions(dimensions)
                    .timestamp(at)
                    .value(it.getValue())
                    .build())
            .toList();
    bed.patient(CloudWatchClient.builder(), TestBed.RECOVERY)
        .putMetricData(it -> it.namespace(ReplicationLags.NAMESPACE).metricData(measured));
  }

  /// S3 gave up so many operations of the rule in `east`, in one minute.
  public void giveUp(double operations, Instant at) {
    var failed =
        MetricDatum.builder()
            .metricName(ReplicationFailures.FAILED)
            .dimensions(ReplicationLags.dimensions(bucket("east"), bucket("west"), RULE))
            .timestamp(at)
            .value(operations)
            .build();
    bed.patient(CloudWatchClient.builder(), TestBed.PRIMARY)
        .putMetricData(it -> it.namespace(ReplicationLags.NAMESPACE).metricData(failed));
  }

  /// The one rule in `region` takes along what KMS encrypts, for which replicas get `key`.
  public void takeEncrypted(String region, String key) {
    var present = s3(region).getBucketReplication(it -> it.bucket(bucket(region)));
    var configuration = present.replicationConfiguration();
    var rule = configuration.rules().getFirst();
    var changed =
        rule.toBuilder()
            .sourceSelectionCriteria(c -> c.sseKmsEncryptedObjects(e -> e.status("Enabled")))
            .destination(
                rule.destination().toBuilder()
                    .encryptionConfiguration(e -> e.replicaKmsKeyID(key))
                    .build())
            .build();
    s3(region)
        .putBucketReplication(it ->
            it.bucket(bucket(region))
                .replicationConfiguration(configuration.toBuilder().rules(changed).build()));
  }

  /// A new key of KMS in `region`.
  ///
  /// @return its ARN
  public String newKey(String region) {
    var kms = bed.patient(KmsClient.builder(), site(region).awsRegion());
    return kms.createKey(it -> {}).keyMetadata().arn();
  }

  /// The key cannot be used any more; moto finds it by its id alone.
  public void disable(String region, String key) {
    var id = key.substring(key.lastIndexOf('/') + 1);
    bed.patient(KmsClient.builder(), site(region).awsRegion()).disableKey(it -> it.keyId(id));
  }

  /// Whatever is written in `region` from now on is encrypted by `key`.
  public void encrypt(String region, String key) {
    s3(region)
        .putBucketEncryption(it ->
            it.bucket(bucket(region))
                .serverSideEncryptionConfiguration(c ->
                    c.rules(
                        ServerSideEncryptionRule.builder()
                            .applyServerSideEncryptionByDefault(d ->
                                d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(key))
                            .build())));
  }

  public void stopReplicating(String region) {
    s3(region).deleteBucketReplication(it -> it.bucket(bucket(region)));
  }

  public List<ReplicationRule> rules(String region) {
    return s3(region)
        .getBucketReplication(it -> it.bucket(bucket(region)))
        .replicationConfiguration()
        .rules();
  }

  public String put(String region, String key, String text) {
    return s3(region)
        .putObject(it -> it.bucket(bucket(region)).key(key), RequestBody.fromString(text))
        .versionId();
  }

  /// The same, with headers of its own.
  public String put(
      String region, String key, String text, Consumer<PutObjectRequest.Builder> headers) {
    var request = PutObjectRequest.builder().bucket(bucket(region)).key(key);
    headers.accept(request);
    return s3(region).putObject(request.build(), RequestBody.fromString(text)).versionId();
  }

  /// What S3 says of the current version of an object.
  public HeadObjectResponse head(String region, String key) {
    return s3(region).headObject(it -> it.bucket(bucket(region)).key(key));
  }

  /// The tags of the current version of an object, such as `kind=photo`.
  public List<String> tags(String region, String key) {
    return s3(region).getObjectTagging(it -> it.bucket(bucket(region)).key(key)).tagSet().stream()
        .map(it -> it.key() + "=" + it.value())
        .toList();
  }

  public String delete(String region, String key) {
    return s3(region).deleteObject(it -> it.bucket(bucket(region)).key(key)).versionId();
  }

  /// What readers see; empty if nothing.
  public Optional<String> read(String region, String key) {
    try {
      return Optional.of(
          s3(region).getObjectAsBytes(it -> it.bucket(bucket(region)).key(key)).asUtf8String());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    }
  }

  /// The versions of an object and its delete markers.
  public List<String> versions(String region, String key) {
    var answer = s3(region).listObjectVersions(it -> it.bucket(bucket(region)).prefix(key));
    return Stream.concat(
            answer.versions().stream().map(it -> it.versionId()),
            answer.deleteMarkers().stream().map(it -> it.versionId()))
        .toList();
  }

  /// Looks until everything that can arrive has.
  public void settle() {
    for (int look = 0; look < LOOKS; look++) {
      var _ = versions("east", "");
    }
  }

  /// Nothing leaves `region` any more; what is written there waits.
  public void cutOff(String region) {
    tag(region, CUT);
  }

  /// The role of the rule in `region` has no rights any more.
  public void takeRights(String region) {
    tag(region, POWERLESS);
  }

  private void tag(String region, String name) {
    var tag = Tag.builder().key(name).value("yes").build();
    s3(region).putBucketTagging(it -> it.bucket(bucket(region)).tagging(t -> t.tagSet(tag)));
  }

  /// What waited in `region` leaves for the other one.
  public void join(String region) {
    s3(region).deleteBucketTagging(it -> it.bucket(bucket(region)));
  }

  /// The policy's text, once S3 obeys it; empty if there is none.
  public Optional<String> policy(String region) {
    try {
      for (int look = 0; look < LOOKS; look++) {
        var _ = s3(region).getBucketPolicy(it -> it.bucket(bucket(region)));
      }
      return Optional.of(s3(region).getBucketPolicy(it -> it.bucket(bucket(region))).policy());
    } catch (S3Exception none) {
      return Optional.empty();
    }
  }

  public void policy(String region, String text) {
    s3(region).putBucketPolicy(it -> it.bucket(bucket(region)).policy(text));
    var _ = policy(region);
  }

  /// Takes the policy back, which S3 obeys a while longer.
  public void open(String region) {
    s3(region).deleteBucketPolicy(it -> it.bucket(bucket(region)));
  }

  /// Refuses writes to everybody, as a planned move leaves it.
  public void close(String region) {
    policy(
        region,
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"LifeboatFence","Effect":"Deny",\
        "Principal":"*","Action":["s3:PutObject","s3:DeleteObject"],\
        "Resource":"arn:aws:s3:::%s/*"}]}
        """
            .formatted(bucket(region)));
  }
}
