package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.route.NameAnswers;
import dev.lifeboat.aws.route.Route;
import dev.lifeboat.aws.route.RouteSite;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
final class Zone {
  private final Route53Client route53;
  private final String name;
  private final List<String> checks = new ArrayList<>();
  private String calculated = "";

  Zone(TestBed bed, String name) {
    this.route53 = bed.patient(Route53Client.builder(), "aws-global");
    this.name = name;
  }

  void create(Collection<RouteSite> sites) {
    var zone =
        route53
            .createHostedZone(it -> it.name(name).callerReference(UUID.randomUUID().toString()))
            .hostedZone()
            .id();
    for (var site : sites) {
      checks.add(
          check(
              HealthCheckConfig.builder()
                  .type(HealthCheckType.HTTPS_STR_MATCH)
                  .fullyQualifiedDomainName(
                      "%s.s3.%s.amazonaws.com".formatted(site.bucket(), site.awsRegion()))
                  .resourcePath("/" + site.key())
                  .searchString(Route.searched("west"))
                  .build()));
    }
    calculated =
        check(
            HealthCheckConfig.builder()
                .type(HealthCheckType.CALCULATED)
                .childHealthChecks(checks)
                .healthThreshold(2)
                .inverted(true)
                .build());
    var changes =
        List.of(
            change(name, RRType.A, ResourceRecordSetFailover.PRIMARY, "192.0.2.1"),
            change(name, RRType.A, ResourceRecordSetFailover.SECONDARY, "192.0.2.2"),
            change(
                NameAnswers.BESIDE + name,
                RRType.TXT,
                ResourceRecordSetFailover.PRIMARY,
                "\"east\""),
            change(
                NameAnswers.BESIDE + name,
                RRType.TXT,
                ResourceRecordSetFailover.SECONDARY,
                "\"west\""));
    route53.changeResourceRecordSets(
        it -> it.hostedZoneId(zone).changeBatch(of -> of.changes(changes)));
  }

  private String check(HealthCheckConfig config) {
    return route53
        .createHealthCheck(
            it -> it.callerReference(UUID.randomUUID().toString()).healthCheckConfig(config))
        .healthCheck()
        .id();
  }

  private Change change(String record, RRType type, ResourceRecordSetFailover which, String value) {
    var set =
        ResourceRecordSet.builder()
            .name(record)
            .type(type)
            .failover(which)
            .setIdentifier(which.toString())
            .ttl(60L)
            .resourceRecords(ResourceRecord.builder().value(value).build());
    if (which == ResourceRecordSetFailover.PRIMARY) {
      set.healthCheckId(calculated);
    }
    return Change.builder().action(ChangeAction.CREATE).resourceRecordSet(set.build()).build();
  }

  /// The calculated check says the opposite from now on.
  void turnRound() {
    route53.updateHealthCheck(it -> it.healthCheckId(calculated).inverted(false));
  }

  /// One of the three asks for something else.
  void misdirect() {
    route53.updateHealthCheck(it -> it.healthCheckId(checks.getFirst()).resourcePath("/other"));
  }
}
