package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.route.Route;
import dev.lifeboat.aws.route.RouteSite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

/// What docs/aws.md has somebody set up in Route 53 for a name.
public final class HostedRecords {
  /// Whoever is not led home by a share.
  public static final int REST = 0;

  private final Route53Client route53;
  private final String name;
  private final List<String> checks = new ArrayList<>();
  private final Map<Integer, String> checksOfShares = new HashMap<>();
  private String zone = "";
  private String calculated = "";

  HostedRecords(TestBed bed, String name) {
    this.route53 = bed.patient(Route53Client.builder(), "aws-global");
    this.name = name;
  }

  /// @param shares whether users come home by shares of 5 and 25 per cent
  void create(Collection<RouteSite> sites, boolean shares) {
    zone =
        route53
            .createHostedZone(it -> it.name(name).callerReference(UUID.randomUUID().toString()))
            .hostedZone()
            .id();
    checks.addAll(checksOf(sites, Route.searched("west")));
    calculated = calculated(checks, true);
    var ofShares = new LinkedHashMap<Integer, List<String>>();
    if (shares) {
      List.of(5, 25)
          .forEach(share -> ofShares.put(share, checksOf(sites, Route.searchedShare(share))));
    }
    var all = new ArrayList<>(checks);
    ofShares.values().forEach(all::addAll);
    awaitLooks(all);
    var records = new ArrayList<ResourceRecordSet>();
    if (shares) {
      records.addAll(weighted(REST, 95, Optional.empty()));
      records.addAll(weighted(5, 5, Optional.of(calculated(ofShares.get(5), false))));
      records.addAll(weighted(25, 27, Optional.of(calculated(ofShares.get(25), false))));
    }
    records.addAll(leading(shares));
    put(records);
  }

  /// The checks that there are say what they saw.
  public void awaitLooks() {
    awaitLooks(checks);
  }

  private void awaitLooks(List<String> of) {
    var blind = of;
    while (!blind.isEmpty()) {
      blind = blind.stream().filter(this::sawNothing).toList();
      LookPause.pass(); // Each look brings it nearer.
    }
  }

  private boolean sawNothing(String check) {
    return route53
        .getHealthCheckStatus(it -> it.healthCheckId(check))
        .healthCheckObservations()
        .isEmpty();
  }

  /// New checks over the same objects lead users at once, as an impatient administrator has them.
  public void attachNew(Collection<RouteSite> sites) {
    checks.clear();
    checks.addAll(checksOf(sites, Route.searched("west")));
    calculated = calculated(checks, true);
    attach(true);
  }

  /// Plain failover records, as most zones have them: one check of the service, every 30 s, three
  /// times.
  public void attachEndpoint(String path) {
    calculated =
        check(
            HealthCheckConfig.builder()
                .type(HealthCheckType.HTTPS)
                .fullyQualifiedDomainName("primary." + name)
                .resourcePath(path)
                .requestInterval(30)
                .failureThreshold(3)
                .build());
    attach(false);
  }

  /// One of the three asks seldom, and changes its mind late.
  public void slow() {
    route53.updateHealthCheck(it -> it.healthCheckId(checks.getFirst()).failureThreshold(10));
  }

  private void attach(boolean shares) {
    put(leading(shares));
  }

  /// The records of both kinds that users and runs ask for.
  private List<ResourceRecordSet> leading(boolean shares) {
    var records = new ArrayList<ResourceRecordSet>();
    for (var under : List.of("", NameAnswers.BESIDE)) {
      var type = under.isEmpty() ? RRType.A : RRType.TXT;
      records.add(
          failover(under + name, type, ResourceRecordSetFailover.PRIMARY)
              .ttl(60L)
              .healthCheckId(calculated)
              .resourceRecords(value(type, "east"))
              .build());
      var secondary = failover(under + name, type, ResourceRecordSetFailover.SECONDARY);
      records.add(
          shares
              ? secondary
                  .aliasTarget(it ->
                      it.hostedZoneId(zone)
                          .dnsName(under + "shares." + name)
                          .evaluateTargetHealth(false))
                  .build()
              : secondary.ttl(60L).resourceRecords(value(type, "west")).build());
    }
    return records;
  }

  private List<String> checksOf(Collection<RouteSite> sites, String searched) {
    return sites.stream()
        .map(site ->
            check(
                HealthCheckConfig.builder()
                    .type(HealthCheckType.HTTPS_STR_MATCH)
                    .fullyQualifiedDomainName(
                        "%s.s3.%s.amazonaws.com".formatted(site.bucket(), site.awsRegion()))
                    .resourcePath("/" + site.key())
                    .searchString(searched)
                    .build()))
        .toList();
  }

  private String calculated(List<String> children, boolean inverted) {
    return check(
        HealthCheckConfig.builder()
            .type(HealthCheckType.CALCULATED)
            .childHealthChecks(children)
            .healthThreshold(2)
            .inverted(inverted)
            .build());
  }

  private String check(HealthCheckConfig config) {
    return route53
        .createHealthCheck(
            it -> it.callerReference(UUID.randomUUID().toString()).healthCheckConfig(config))
        .healthCheck()
        .id();
  }

  private static ResourceRecordSet.Builder failover(
      String record, RRType type, ResourceRecordSetFailover which) {
    return ResourceRecordSet.builder()
        .name(record)
        .type(type)
        .failover(which)
        .setIdentifier(which.toString());
  }

  private static ResourceRecord value(RRType type, String region) {
    var address = region.equals("east") ? "192.0.2.1" : "192.0.2.2";
    return ResourceRecord.builder()
        .value(type == RRType.A ? address : "\"%s\"".formatted(region))
        .build();
  }

  /// A weighted record of both kinds.
  ///
  /// @param share that it leads home, or [#REST]
  public void put(int share, long weight, Optional<String> check) {
    put(weighted(share, weight, check));
  }

  /// A weighted record that runs ask for alone.
  public void putText(int share, long weight, Optional<String> check) {
    put(List.of(weighted(NameAnswers.BESIDE, RRType.TXT, share, weight, check)));
  }

  private List<ResourceRecordSet> weighted(int share, long weight, Optional<String> check) {
    return List.of(
        weighted("", RRType.A, share, weight, check),
        weighted(NameAnswers.BESIDE, RRType.TXT, share, weight, check));
  }

  private ResourceRecordSet weighted(
      String under, RRType type, int share, long weight, Optional<String> check) {
    check.ifPresent(it -> checksOfShares.putIfAbsent(share, it));
    return ResourceRecordSet.builder()
        .name(under + "shares." + name)
        .type(type)
        .setIdentifier("share-" + share)
        .weight(weight)
        .ttl(60L)
        .healthCheckId(check.orElse(null))
        .resourceRecords(value(type, share == REST ? "west" : "east"))
        .build();
  }

  /// All of them by one call.
  private void put(List<ResourceRecordSet> records) {
    var changes =
        records.stream()
            .map(it -> Change.builder().action(ChangeAction.UPSERT).resourceRecordSet(it).build())
            .toList();
    route53.changeResourceRecordSets(
        it -> it.hostedZoneId(zone).changeBatch(of -> of.changes(changes)));
  }

  /// The calculated health check of a share.
  public Optional<String> check(int share) {
    return Optional.ofNullable(checksOfShares.get(share));
  }

  /// The calculated check says the opposite from now on.
  public void turnRound() {
    route53.updateHealthCheck(it -> it.healthCheckId(calculated).inverted(false));
  }

  /// The check of the primary record says the opposite of what it sees.
  public void invert() {
    route53.updateHealthCheck(it -> it.healthCheckId(calculated).inverted(true));
  }

  /// One of the three asks for something else.
  public void misdirect() {
    route53.updateHealthCheck(it -> it.healthCheckId(checks.getFirst()).resourcePath("/other"));
  }
}
