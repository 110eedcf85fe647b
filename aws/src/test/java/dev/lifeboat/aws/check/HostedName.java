package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.Route;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.plan.RegionPair;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.route53.model.GetCheckerIpRangesRequest;
import software.amazon.awssdk.services.route53.model.GetCheckerIpRangesResponse;
import software.amazon.awssdk.services.route53.model.GetHealthCheckRequest;
import software.amazon.awssdk.services.route53.model.GetHealthCheckResponse;
import software.amazon.awssdk.services.route53.model.GetHealthCheckStatusRequest;
import software.amazon.awssdk.services.route53.model.GetHealthCheckStatusResponse;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckObservation;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;
import software.amazon.awssdk.services.route53.model.TestDnsAnswerRequest;
import software.amazon.awssdk.services.route53.model.TestDnsAnswerResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.GetPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Route 53 and S3 as docs/aws.md has somebody set them up for a name whose users are at home in
/// `east`; a test makes one thing after the other wrong.
///
/// A record is known by `PRIMARY`, `SECONDARY`, `home-5` or `rest`, a space and its name. A health
/// check is known by `led` or `share-5`, and each of the three it is made of by that, `-` and the
/// region of its object.
final class HostedName {
  static final String NAME = "shop.example.com";
  static final String BESIDE = NameAnswers.BESIDE + NAME;
  static final String SHARES = "shares." + NAME;
  static final String SHARES_BESIDE = NameAnswers.BESIDE + SHARES;
  static final String LED = "led";
  static final RegionPair REGIONS = new RegionPair("east", "west");
  static final List<String> CHECKERS = List.of("192.0.2.96/28", "198.51.100.0/26");

  final NameSite site;
  final Map<String, HealthCheckConfig> checks = new HashMap<>();
  final Map<String, List<String>> seen = new HashMap<>();
  final Map<String, ResourceRecordSet> records = new LinkedHashMap<>();
  final List<HostedZone> zones = new ArrayList<>();
  final Map<String, String> policies = new HashMap<>();
  final Map<String, PublicAccessBlockConfiguration> blocks = new HashMap<>();
  String answer = "\"east\"";

  HostedName(List<Integer> shares) {
    var objects = new LinkedHashMap<String, RouteSite>();
    for (var region : List.of("us-east-1", "us-west-2", "eu-central-1")) {
      var name = region.split("-", 3)[1].replace("central", "edge");
      objects.put(name, new RouteSite(region, "routes-" + name, "lifeboat/entry.json"));
    }
    site = new NameSite(NAME, List.of("127.0.0.1"), objects, shares, "web");
    zone("Z1", "example.com.", false);
    calculated(LED, Route.searched("west"), true);
    failover(NAME, RRType.A, SHARES);
    failover(BESIDE, RRType.TXT, SHARES_BESIDE);
    if (!shares.isEmpty()) {
      weighted("rest", "west", 95, Optional.empty());
      weighted("home-5", "east", 5, Optional.of(ofShare(5)));
      weighted("home-25", "east", 27, Optional.of(ofShare(25)));
    }
    for (var object : objects.values()) {
      policies.put(object.bucket(), RouteReaders.policy(Optional.empty(), object, CHECKERS));
      blocks.put(
          object.bucket(),
          PublicAccessBlockConfiguration.builder()
              .blockPublicAcls(true)
              .ignorePublicAcls(true)
              .blockPublicPolicy(true)
              .restrictPublicBuckets(true)
              .build());
    }
  }

  void zone(String id, String name, boolean isPrivate) {
    zones.add(
        HostedZone.builder().id(id).name(name).config(it -> it.privateZone(isPrivate)).build());
  }

  private String ofShare(int percent) {
    var id = "share-" + percent;
    calculated(id, Route.searchedShare(percent), false);
    return id;
  }

  private void calculated(String id, String searched, boolean inverted) {
    var children = new ArrayList<String>();
    site.objects()
        .forEach((region, object) -> {
          var child = id + "-" + region;
          children.add(child);
          seen.put(child, List.of("Failure: The search string was not found."));
          checks.put(
              child,
              HealthCheckConfig.builder()
                  .type(HealthCheckType.HTTPS_STR_MATCH)
                  .fullyQualifiedDomainName(object.host())
                  .resourcePath("/" + object.key())
                  .searchString(searched)
                  .requestInterval(30)
                  .failureThreshold(3)
                  .build());
        });
    checks.put(
        id,
        HealthCheckConfig.builder()
            .type(HealthCheckType.CALCULATED)
            .childHealthChecks(children)
            .healthThreshold(2)
            .inverted(inverted)
            .build());
  }

  private void failover(String name, RRType type, String shares) {
    put(
        "PRIMARY",
        name,
        type,
        it -> {
          it.failover(ResourceRecordSetFailover.PRIMARY).healthCheckId(LED);
          leads(it, type, "east", false);
        });
    put(
        "SECONDARY",
        name,
        type,
        it -> {
          it.failover(ResourceRecordSetFailover.SECONDARY);
          if (site.shares().isEmpty()) {
            leads(it, type, "west", false);
          } else {
            it.aliasTarget(to -> to.dnsName(shares + ".").evaluateTargetHealth(false));
          }
        });
  }

  /// Both records of a share, or of whoever is not led home by one.
  void weighted(String id, String region, long weight, Optional<String> check) {
    for (var type : List.of(RRType.A, RRType.TXT)) {
      put(
          id,
          type == RRType.A ? SHARES : SHARES_BESIDE,
          type,
          it -> {
            it.weight(weight).healthCheckId(check.orElse(null));
            leads(it, type, region, true);
          });
    }
  }

  private static void leads(
      ResourceRecordSet.Builder record, RRType type, String region, boolean evaluates) {
    if (type == RRType.TXT) {
      record.resourceRecords(ResourceRecord.builder().value("\"%s\"".formatted(region)).build());
    } else {
      record.aliasTarget(
          it -> it.dnsName(region + ".elb.example.com.").evaluateTargetHealth(evaluates));
    }
  }

  private void put(String id, String name, RRType type, Consumer<ResourceRecordSet.Builder> how) {
    var made = ResourceRecordSet.builder().name(name + ".").type(type).setIdentifier(id);
    records.put(id + " " + name, made.applyMutation(how).build());
  }

  void changeRecord(String record, Consumer<ResourceRecordSet.Builder> how) {
    records.computeIfPresent(record, (_, was) -> was.copy(how));
  }

  void changeCheck(String id, Consumer<HealthCheckConfig.Builder> how) {
    checks.computeIfPresent(id, (_, was) -> was.copy(how));
  }

  /// A look of the product.
  interface Asked {
    void look(Look look) throws InterruptedException;
  }

  List<String> found(Asked asked) throws Exception {
    try (var clients = answers().clients()) {
      var look = new Look(clients, "entry", AwsClients.GLOBAL);
      asked.look(look);
      return FindingTexts.of(look);
    }
  }

  private AwsAnswers answers() {
    return new AwsAnswers()
        .to(
            ListHostedZonesRequest.class,
            _ -> ListHostedZonesResponse.builder().hostedZones(zones).isTruncated(false).build())
        .to(
            ListResourceRecordSetsRequest.class,
            _ ->
                ListResourceRecordSetsResponse.builder()
                    .resourceRecordSets(records.values())
                    .build())
        .to(GetHealthCheckRequest.class, this::check)
        .to(GetHealthCheckStatusRequest.class, this::status)
        .to(
            TestDnsAnswerRequest.class,
            _ -> TestDnsAnswerResponse.builder().recordData(answer).build())
        .to(
            GetCheckerIpRangesRequest.class,
            _ -> GetCheckerIpRangesResponse.builder().checkerIpRanges(CHECKERS).build())
        .to(
            GetBucketPolicyRequest.class,
            it ->
                GetBucketPolicyResponse.builder()
                    .policy(there(policies, it.bucket(), "NoSuchBucketPolicy"))
                    .build())
        .to(
            GetPublicAccessBlockRequest.class,
            it ->
                GetPublicAccessBlockResponse.builder()
                    .publicAccessBlockConfiguration(
                        there(blocks, it.bucket(), "NoSuchPublicAccessBlockConfiguration"))
                    .build());
  }

  private GetHealthCheckResponse check(GetHealthCheckRequest asked) {
    var config = checks.get(asked.healthCheckId());
    if (config == null) {
      throw NoSuchHealthCheckException.builder().message("gone").build();
    }
    return GetHealthCheckResponse.builder().healthCheck(it -> it.healthCheckConfig(config)).build();
  }

  private GetHealthCheckStatusResponse status(GetHealthCheckStatusRequest asked) {
    var observations =
        seen.getOrDefault(asked.healthCheckId(), List.of()).stream()
            .map(text ->
                HealthCheckObservation.builder().statusReport(it -> it.status(text)).build())
            .toList();
    return GetHealthCheckStatusResponse.builder().healthCheckObservations(observations).build();
  }

  private static <T> T there(Map<String, T> all, String bucket, String missing) {
    var found = all.get(bucket);
    if (found == null) {
      throw S3Exception.builder()
          .statusCode(404)
          .awsErrorDetails(
              AwsErrorDetails.builder().errorCode(missing).errorMessage("none").build())
          .build();
    }
    return found;
  }
}
