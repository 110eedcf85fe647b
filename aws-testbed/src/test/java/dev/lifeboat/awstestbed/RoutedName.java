package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.route.NameShare;
import dev.lifeboat.aws.route.RouteObjects;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.aws.trafficshift.HeldShare;
import dev.lifeboat.aws.trafficshift.ShareTrial;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.wire.NameLookup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// One test's name, whose users are at home in `east`, the primary region of the account: three
/// buckets, each in its region, and the zone.
public final class RoutedName implements AutoCloseable {
  private static final String KEY = "lifeboat/entry.json";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// With one user in twenty led elsewhere so many alike come once in 3000 times.
  private static final int SURE = 160;

  private static final int MANY = 20_000;

  /// Of the account's Route 53.
  public static final List<String> CHECKERS = List.of("192.0.2.96/28", "198.51.100.0/26");

  private static final List<Integer> SHARES = List.of(5, 25, 50, 100);

  private final TestBed bed;
  private final Map<String, RouteSite> sites = new LinkedHashMap<>();
  private final RouteObjects objects;
  private final SimulatedZone zone;
  private final String name;
  private final HostedRecords records;

  /// @param clients what is tested goes through; what is prepared passes the gate by
  public RoutedName(TestBed bed, AwsClients clients) throws IOException {
    this.bed = bed;
    var regions = Map.of("east", TestBed.PRIMARY, "west", TestBed.RECOVERY, "edge", Tables.REGION);
    var suffix = UUID.randomUUID().toString().substring(0, 8);
    regions.forEach((name, region) -> {
      var bucket = "routes-%s-%s".formatted(name, suffix);
      var s3 = bed.patient(S3Client.builder(), region);
      s3.createBucket(it -> {
        it.bucket(bucket);
        if (!region.equals(TestBed.PRIMARY)) {
          it.createBucketConfiguration(at -> at.locationConstraint(region));
        }
      });
      var site = new RouteSite(region, bucket, KEY);
      sites.put(name, site);
      block(site, true);
      letRead(site, CHECKERS);
    });
    this.objects = RouteObjects.of(clients, "entry", new RegionPair("east", "west"), sites);
    this.zone = new SimulatedZone(bed, sites.values());
    this.name = "shop-%s.example.com".formatted(suffix);
    this.records = new HostedRecords(bed, name);
  }

  /// Route 53's health checkers and nobody else read the object in `region`, but for those from
  /// `left`; all of the world where that is empty.
  public void readBy(String region, List<String> ranges) {
    letRead(sites.get(region), ranges);
  }

  private void letRead(RouteSite site, List<String> ranges) {
    var from =
        ranges.isEmpty()
            ? ""
            : ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":[\"%s\"]}}"
                .formatted(String.join("\",\"", ranges));
    var policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
            + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::%s/*\"%s}]}"
                .formatted(site.bucket(), from);
    bed.patient(S3Client.builder(), site.awsRegion())
        .putBucketPolicy(it -> it.bucket(site.bucket()).policy(policy));
  }

  /// Whether a public policy of the bucket in `region` counts for nothing.
  public void blockPublic(String region, boolean blocked) {
    block(sites.get(region), blocked);
  }

  private void block(RouteSite site, boolean blocked) {
    bed.patient(S3Client.builder(), site.awsRegion())
        .putPublicAccessBlock(it ->
            it.bucket(site.bucket())
                .publicAccessBlockConfiguration(of ->
                    of.blockPublicAcls(blocked)
                        .ignorePublicAcls(blocked)
                        .blockPublicPolicy(blocked)
                        .restrictPublicBuckets(blocked)));
  }

  public RouteObjects objects() {
    return objects;
  }

  public SimulatedZone zone() {
    return zone;
  }

  /// Shares of users who come home to a service that is always healthy.
  public NameShare shares(PresentClaim claim) {
    return shares(claim, region -> Optional.empty(), MonotonicClock.ofThisMachine());
  }

  public NameShare shares(PresentClaim claim, ShareTrial.Health bearing, MonotonicClock clock) {
    return new NameShare(
        objects, answers(), SHARES, new ShareTrial(bearing, new HeldShare(clock), claim));
  }

  public NameAnswers answers() {
    return new NameAnswers(name, List.of(zone.server()));
  }

  /// That users know.
  public String name() {
    return name;
  }

  /// Its records and health checks.
  public HostedRecords records() {
    return records;
  }

  /// As a plan has them.
  String buckets() {
    return sites.entrySet().stream()
        .map(it -> it.getKey() + ": " + it.getValue().bucket())
        .collect(Collectors.joining(", ", "{ ", " }"));
  }

  public Map<String, RouteSite> sites() {
    return Map.copyOf(sites);
  }

  String server() {
    return zone.server();
  }

  /// Asks until so many users in a row are led to `region` as do not by chance.
  public void assertEverybodyIsLedTo(String region) throws IOException {
    int inARow = 0;
    for (int question = 0; inARow < SURE; question++) {
      assertThat(question).as("questions until all are led to " + region).isLessThan(MANY);
      inARow = led().equals(region) ? inARow + 1 : 0;
    }
  }

  private String led() throws IOException {
    var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(server().split(":")[1]));
    return new NameLookup(address, NameAnswers.BESIDE + name, PATIENCE).texts().getFirst();
  }

  /// What is written in the bucket of a region; empty if nothing.
  public Optional<String> written(String region) {
    var site = sites.get(region);
    try {
      return Optional.of(
          bed.patient(S3Client.builder(), site.awsRegion())
              .getObjectAsBytes(it -> it.bucket(site.bucket()).key(site.key()))
              .asUtf8String());
    } catch (NoSuchKeyException _) {
      return Optional.empty();
    }
  }

  /// Writes as somebody else would.
  public void write(String region, String text) {
    var site = sites.get(region);
    bed.patient(S3Client.builder(), site.awsRegion())
        .putObject(
            it -> it.bucket(site.bucket()).key(site.key()),
            software.amazon.awssdk.core.sync.RequestBody.fromString(text));
  }

  /// The same in all three.
  void writeAll(String text) {
    sites.keySet().forEach(region -> write(region, text));
  }

  /// Its object in `region` can be read no more.
  public void delete(String region) {
    var site = sites.get(region);
    bed.patient(S3Client.builder(), site.awsRegion())
        .deleteObject(it -> it.bucket(site.bucket()).key(site.key()));
  }

  @Override
  public void close() {
    zone.close();
  }
}
