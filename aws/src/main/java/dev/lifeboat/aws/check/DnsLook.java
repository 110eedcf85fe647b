package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.Route;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.problem.Code;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.ResourceRecordSetFailover;

/// Compares what Route 53 has for a name with what docs/aws.md says that it must have, and asks it
/// what it answers now. What it would answer in the other state cannot be asked: that follows from
/// the two records and the health check of the first.
///
/// Route 53's control plane is in one region for all the world, so that a recovery never asks it,
/// and a check only on demand.
///
/// @param regions of which users are in the primary one as long as nobody moved them
/// @param writer the region where they must be led now
/// @param ready path of the service that answers 200 only while it can write
record DnsLook(HostedZones zones, NameSite site, RegionPair regions, String writer, String ready) {
  private static final String AS_THE_GUIDE_SAYS = "create it as docs/aws.md says";

  private static final List<RRType> ADDRESSES = List.of(RRType.A, RRType.AAAA, RRType.CNAME);

  /// @param look in [AwsClients#GLOBAL]
  void look(Look look) throws InterruptedException {
    var zone = zones.of(look, site.name());
    if (zone.isEmpty()) {
      return;
    }
    var beside = NameAnswers.BESIDE + site.name();
    var addresses = sets(look, zone.get(), site.name(), ADDRESSES);
    var texts = sets(look, zone.get(), beside, List.of(RRType.TXT));
    boolean asksService = false;
    if (addresses.isPresent() && texts.isPresent()) {
      var check = pair(look, site.name(), addresses.get(), AS_THE_GUIDE_SAYS);
      var same = pair(look, beside, texts.get(), toMake(zone.get(), check));
      value(look, beside, texts.get(), ResourceRecordSetFailover.PRIMARY, regions.primary());
      if (site.shares().isEmpty()) {
        value(look, beside, texts.get(), ResourceRecordSetFailover.SECONDARY, regions.recovery());
      } else {
        shares(look, zone.get(), addresses.get(), texts.get());
      }
      if (check.isPresent()) {
        if (same.isPresent() && !same.equals(check)) {
          look.obstacle(
              Code.LB7006,
              "%s has another health check than %s".formatted(beside, site.name()),
              "a run would be told of one name and users be led by the other",
              "give both primary records the health check %s".formatted(check.get()));
        }
        asksService = checked(look, check.get());
      }
      answer(look, zone.get(), beside);
    }
    if (!asksService) {
      new RouteReadersLook(site).look(look);
    }
  }

  /// Whether it asks the service itself, so that no health checker reads the objects.
  private boolean checked(Look look, String id) throws InterruptedException {
    var byObjects = new HealthCheckLook(site, Route.searched(regions.recovery()), true);
    var config = byObjects.config(look, id);
    if (config.isPresent()) {
      if (EndpointCheckLook.ENDPOINTS.contains(config.get().type())
          && !byObjects.asksForObject(config.get())) {
        new EndpointCheckLook(site.name(), ready, !site.shares().isEmpty())
            .look(look, id, config.get());
        return true;
      }
      byObjects.look(look, id, config.get());
    }
    return false;
  }

  private void shares(
      Look look, String zone, List<ResourceRecordSet> addresses, List<ResourceRecordSet> texts)
      throws InterruptedException {
    var led = weighted(look, zone, addresses, site.name(), ADDRESSES);
    var told = weighted(look, zone, texts, NameAnswers.BESIDE + site.name(), List.of(RRType.TXT));
    if (led.isPresent() && told.isPresent()) {
      new ShareRecordsLook(site, regions.primary(), regions.recovery())
          .look(look, led.get(), told.get());
    }
  }

  /// The records that the secondary one is an alias of.
  private Optional<ShareRecordsLook.Weighted> weighted(
      Look look, String zone, List<ResourceRecordSet> sets, String name, List<RRType> types)
      throws InterruptedException {
    var alias =
        of(sets, ResourceRecordSetFailover.SECONDARY)
            .flatMap(it -> Optional.ofNullable(it.aliasTarget()))
            .map(it -> it.dnsName().replaceFirst("\\.$", ""));
    if (alias.isEmpty()) {
      look.warn(
          "the secondary record of %s is no alias of weighted records".formatted(name),
          "users would not come home by shares",
          "make it so as docs/aws.md, 'Share by share', has it, or leave 'shares' of the traffic"
              + " out");
      return Optional.empty();
    }
    return sets(look, zone, alias.get(), types)
        .map(records -> new ShareRecordsLook.Weighted(alias.get(), records));
  }

  private Optional<List<ResourceRecordSet>> sets(
      Look look, String zone, String name, List<RRType> types) throws InterruptedException {
    return look.ask(
            AwsApi.route53(),
            "what leads %s".formatted(name),
            it ->
                it.listResourceRecordSets(of -> of.hostedZoneId(zone).startRecordName(name))
                    .resourceRecordSets())
        .map(all ->
            all.stream()
                .filter(it -> it.name().equals(name + "."))
                .filter(it -> types.contains(it.type()))
                .toList());
  }

  private static Optional<ResourceRecordSet> of(
      List<ResourceRecordSet> sets, ResourceRecordSetFailover which) {
    return sets.stream().filter(it -> it.failover() == which).findFirst();
  }

  /// Looks at the two failover records of a name.
  ///
  /// @param toMake what makes them
  /// @return the health check of the primary one
  private Optional<String> pair(
      Look look, String name, List<ResourceRecordSet> sets, String toMake) {
    var primary = of(sets, ResourceRecordSetFailover.PRIMARY);
    var secondary = of(sets, ResourceRecordSetFailover.SECONDARY);
    if (primary.isEmpty() || secondary.isEmpty()) {
      look.obstacle(
          Code.LB7006,
          "%s has no %s failover record"
              .formatted(name, primary.isEmpty() ? "primary" : "secondary"),
          "users could not be led elsewhere by its health check",
          toMake);
      return Optional.empty();
    }
    if (secondary.get().healthCheckId() != null) {
      look.obstacle(
          Code.LB7006,
          "the secondary record of %s has a health check of its own".formatted(name),
          "while both are unhealthy Route 53 answers with the primary one, in the region that was"
              + " left",
          "take the health check of the secondary record away");
    }
    if (evaluates(primary.get()) || evaluates(secondary.get())) {
      look.warn(
          "a record of %s evaluates the health of its target".formatted(name),
          "Route 53 would then lead users elsewhere by itself, before or against a failover",
          "set EvaluateTargetHealth to false in both records");
    }
    var check = Optional.ofNullable(primary.get().healthCheckId());
    if (check.isEmpty()) {
      look.obstacle(
          Code.LB7006,
          "the primary record of %s has no health check".formatted(name),
          "users are led to %s whatever the three objects say".formatted(regions.primary()),
          "give it the calculated health check that docs/aws.md describes");
    }
    return check;
  }

  /// What makes the text records, of a name whose users all come home at once.
  ///
  /// @param check that leads users, whose id they have too
  private String toMake(String zone, Optional<String> check) {
    return site.shares().isEmpty()
        ? TextRecords.of(site.name(), regions)
            .creation(zone.replace("/hostedzone/", ""), check.orElse("…"))
        : AS_THE_GUIDE_SAYS;
  }

  private static boolean evaluates(ResourceRecordSet set) {
    return set.aliasTarget() != null
        && Boolean.TRUE.equals(set.aliasTarget().evaluateTargetHealth());
  }

  private void value(
      Look look,
      String name,
      List<ResourceRecordSet> sets,
      ResourceRecordSetFailover which,
      String region) {
    var set = of(sets, which);
    var text = quoted(region);
    if (set.isPresent()
        && set.get().resourceRecords().stream().noneMatch(it -> it.value().equals(text))) {
      look.obstacle(
          Code.LB7006,
          "the %s record of %s does not say %s".formatted(which, name, text),
          "a run would never see where users are led, and wait for it",
          "write %s as its value".formatted(text));
    }
  }

  private static String quoted(String region) {
    return "\"" + region + "\"";
  }

  private void answer(Look look, String zone, String name) throws InterruptedException {
    var answer =
        look.ask(
            AwsApi.route53(),
            "what %s is answered with".formatted(name),
            it ->
                it.testDNSAnswer(
                        of -> of.hostedZoneId(zone).recordName(name).recordType(RRType.TXT))
                    .recordData());
    if (answer.isPresent() && !answer.get().equals(List.of(quoted(writer)))) {
      look.obstacle(
          Code.LB7006,
          "Route 53 answers %s for %s, and the writer is in %s"
              .formatted(answer.get(), name, writer),
          "users are led to a region whose stores take no writes",
          "compare the three objects and the health checks; 'lifeboat status' shows the placement");
    }
  }
}
