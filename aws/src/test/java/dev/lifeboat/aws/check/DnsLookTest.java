package dev.lifeboat.aws.check;

import static dev.lifeboat.aws.check.HostedName.BESIDE;
import static dev.lifeboat.aws.check.HostedName.LED;
import static dev.lifeboat.aws.check.HostedName.NAME;
import static dev.lifeboat.aws.check.HostedName.REGIONS;
import static dev.lifeboat.aws.check.HostedName.SHARES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;

/// Whether Route 53 leads users where the three objects say.
final class DnsLookTest {
  private final HostedName name = new HostedName(List.of());
  private final HostedName shared = new HostedName(List.of(5, 25, 100));
  private String writer = "east";

  private List<String> found(HostedName of) throws Exception {
    return of.found(
        it -> new DnsLook(new HostedZones(), of.site, REGIONS, writer, "/ready").look(it));
  }

  private void assertOnly(String expected) throws Exception {
    assertThat(found(name)).containsExactly(expected);
  }

  private static ResourceRecord says(String text) {
    return ResourceRecord.builder().value(text).build();
  }

  @Test
  void as_the_guide_has_it_nothing_is_found() throws Exception {
    assertThat(found(name)).isEmpty();
    assertThat(found(shared)).isEmpty();
  }

  @Test
  void without_a_public_zone_of_the_name_nobody_is_led() throws Exception {
    name.zones.clear();
    name.zone("Z2", "hop.example.com.", false);
    name.zone("Z3", "example.com.", true);
    assertOnly("OBSTACLE LB7005 no public hosted zone of the account holds " + NAME);
    name.zone("Z4", NAME + ".", false);
    assertThat(found(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIMARY", "SECONDARY"})
  void without_both_records_of_a_name_nobody_is_led_elsewhere(String which) throws Exception {
    name.records.remove(which + " " + BESIDE);
    assertOnly(
        "OBSTACLE LB7006 %s has no %s failover record"
            .formatted(BESIDE, which.toLowerCase(Locale.ROOT)));
  }

  @Test
  void a_record_of_another_kind_leads_nobody() throws Exception {
    name.changeRecord("PRIMARY " + NAME, it -> it.type("MX"));
    assertThat(found(name))
        .contains("OBSTACLE LB7006 %s has no primary failover record".formatted(NAME));
  }

  /// While both are unhealthy Route 53 answers with the primary one.
  @Test
  void a_secondary_record_with_a_health_check_is_an_obstacle() throws Exception {
    name.changeRecord("SECONDARY " + NAME, it -> it.healthCheckId(LED));
    assertOnly(
        "OBSTACLE LB7006 the secondary record of %s has a health check of its own".formatted(NAME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIMARY", "SECONDARY"})
  void a_record_that_follows_its_load_balancer_is_a_warning(String which) throws Exception {
    name.changeRecord(
        which + " " + NAME,
        it -> it.aliasTarget(to -> to.dnsName("x.").evaluateTargetHealth(true)));
    assertOnly("WARNING LB2018 a record of %s evaluates the health of its target".formatted(NAME));
  }

  @Test
  void a_primary_record_without_a_health_check_never_lets_users_go() throws Exception {
    name.changeRecord("PRIMARY " + NAME, it -> it.healthCheckId(null));
    assertOnly("OBSTACLE LB7006 the primary record of %s has no health check".formatted(NAME));
  }

  @Test
  void a_run_must_be_told_by_the_health_check_that_leads_users() throws Exception {
    name.changeRecord("PRIMARY " + BESIDE, it -> it.healthCheckId(LED + "-east"));
    assertOnly("OBSTACLE LB7006 %s has another health check than %s".formatted(BESIDE, NAME));
  }

  @Test
  void a_record_must_say_its_own_region() throws Exception {
    name.changeRecord("SECONDARY " + BESIDE, it -> it.resourceRecords(says("west")));
    assertOnly(
        "OBSTACLE LB7006 the SECONDARY record of %s does not say \"west\"".formatted(BESIDE));
    name.changeRecord("SECONDARY " + BESIDE, it -> it.resourceRecords(says("\"west\"")));
    name.changeRecord("PRIMARY " + BESIDE, it -> it.resourceRecords(says("\"west\"")));
    assertOnly("OBSTACLE LB7006 the PRIMARY record of %s does not say \"east\"".formatted(BESIDE));
  }

  @Test
  void an_answer_that_leads_to_where_the_writer_is_not_is_an_obstacle() throws Exception {
    name.answer = "\"west\"";
    assertOnly(
        "OBSTACLE LB7006 Route 53 answers [\"west\"] for %s, and the writer is in east"
            .formatted(BESIDE));
    writer = "west";
    assertThat(found(name)).isEmpty();
  }

  /// Health checkers then read no object, so that nobody need let them.
  @Test
  void a_check_of_the_service_is_graded_as_one_and_its_objects_are_nobodys_affair()
      throws Exception {
    name.changeCheck(
        LED,
        it ->
            it.type(HealthCheckType.HTTPS)
                .inverted(false)
                .fullyQualifiedDomainName("primary." + NAME)
                .resourcePath("/ready")
                .requestInterval(30)
                .failureThreshold(3));
    name.policies.clear();
    name.blocks.clear();
    assertOnly("WARNING LB2018 health check led asks the service, not the three objects");
  }

  @Test
  void one_that_asks_for_an_object_alone_is_no_check_of_the_service() throws Exception {
    name.checks.put(LED, name.checks.get(LED + "-east"));
    assertThat(found(name))
        .singleElement()
        .asString()
        .startsWith("OBSTACLE LB7007 health check led is not calculated over three");
  }

  @Test
  void who_reads_the_objects_is_looked_at_where_health_checkers_do() throws Exception {
    name.policies.remove("routes-west");
    assertThat(found(name))
        .singleElement()
        .asString()
        .startsWith("WARNING LB2018 the policy of routes-west lets no health checker from");
  }

  @Test
  void a_secondary_record_that_leads_to_no_shares_is_a_warning() throws Exception {
    shared.changeRecord("SECONDARY " + NAME, it -> it.aliasTarget((AliasTarget) null));
    assertThat(found(shared))
        .containsExactly(
            "WARNING LB2018 the secondary record of %s is no alias of weighted records"
                .formatted(NAME));
  }

  @Test
  void the_records_of_shares_are_looked_at() throws Exception {
    shared.changeRecord("home-5 " + SHARES, it -> it.weight(9L));
    assertThat(found(shared))
        .singleElement()
        .asString()
        .endsWith("has other weights or health checks than " + SHARES);
  }
}
