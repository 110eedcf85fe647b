package dev.lifeboat.aws.check;

import static dev.lifeboat.aws.check.HostedName.SHARES;
import static dev.lifeboat.aws.check.HostedName.SHARES_BESIDE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.check.ShareRecordsLook.Weighted;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Whether the weighted records lead as many users home as the shares of the plan say, and all
/// others to the recovery region.
final class ShareRecordsLookTest {
  private static final String LIKE_NOT =
      "OBSTACLE LB7006 %s has other weights or health checks than %s"
          .formatted(SHARES_BESIDE, SHARES);
  private static final String NO_REST =
      "OBSTACLE LB7006 no single weighted record of %s leads to west without a health check"
          .formatted(SHARES_BESIDE);

  private HostedName name = new HostedName(List.of(5, 25, 100));

  private Weighted weighted(String of) {
    return new Weighted(
        of, name.records.values().stream().filter(it -> it.name().equals(of + ".")).toList());
  }

  private List<String> found() throws Exception {
    return name.found(it ->
        new ShareRecordsLook(name.site, "east", "west")
            .look(it, weighted(SHARES), weighted(SHARES_BESIDE)));
  }

  private void assertOnly(String expected) throws Exception {
    assertThat(found()).containsExactly(expected);
  }

  @Test
  void as_the_guide_has_them_nothing_is_found() throws Exception {
    assertThat(found()).isEmpty();
  }

  @Test
  void addresses_that_are_weighted_otherwise_than_what_a_run_asks_for_are_an_obstacle()
      throws Exception {
    name.changeRecord("home-5 " + SHARES, it -> it.weight(6L));
    assertOnly(LIKE_NOT);
    name.changeRecord("home-5 " + SHARES, it -> it.weight(5L).healthCheckId("share-25"));
    assertOnly(LIKE_NOT);
  }

  @Test
  void no_record_of_an_address_is_like_those_that_a_run_asks_for() throws Exception {
    name.records.keySet().removeIf(it -> it.endsWith(" " + SHARES));
    assertOnly(LIKE_NOT);
  }

  @Test
  void an_address_may_be_split_over_records_of_one_health_check() throws Exception {
    name.changeRecord("home-5 " + SHARES, it -> it.weight(2L));
    var half = name.records.get("home-5 " + SHARES).copy(it -> it.weight(3L));
    name.records.put("home-5-more " + SHARES, half);
    assertThat(found()).isEmpty();
  }

  @Test
  void without_one_record_for_everybody_else_users_are_led_nowhere() throws Exception {
    name.weighted("rest", "west", 0, Optional.empty());
    assertOnly(NO_REST);
    name.weighted("rest", "west", 95, Optional.of("share-5"));
    assertOnly(NO_REST);
    name.weighted("rest", "west", 50, Optional.empty());
    name.weighted("more", "west", 45, Optional.empty());
    assertOnly(NO_REST);
    name.weighted("rest", "east", 50, Optional.empty());
    name.weighted("more", "east", 45, Optional.empty());
    assertOnly(NO_REST);
  }

  @Test
  void a_share_of_users_that_needs_nobody_to_open_it_is_an_obstacle() throws Exception {
    name.weighted("home-25", "east", 27, Optional.empty());
    assertThat(found())
        .contains(
            "OBSTACLE LB7006 a weighted record of %s leads to east without a health check"
                .formatted(SHARES_BESIDE));
  }

  @Test
  void one_point_of_a_share_is_borne_and_more_is_a_warning() throws Exception {
    name.weighted("home-25", "east", 28, Optional.of("share-25"));
    assertThat(found()).isEmpty();
    name.weighted("home-25", "east", 29, Optional.of("share-25"));
    assertOnly(
        "WARNING LB2018 %s leads 26 %% of the users home when the share of 25 %% is open"
            .formatted(SHARES_BESIDE));
  }

  @Test
  void what_is_open_at_a_smaller_share_stays_open_at_a_larger_one() throws Exception {
    name.weighted("home-25", "east", 32, Optional.of("share-25"));
    assertOnly(
        "WARNING LB2018 %s leads 28 %% of the users home when the share of 25 %% is open"
            .formatted(SHARES_BESIDE));
  }

  @Test
  void a_share_without_a_record_is_a_warning() throws Exception {
    name.records.keySet().removeIf(it -> it.startsWith("home-25"));
    assertOnly(
        "WARNING LB2018 no weighted record of %s is for the share of 25 %%"
            .formatted(SHARES_BESIDE));
  }

  @Test
  void a_health_check_for_no_share_of_the_plan_is_a_warning() throws Exception {
    name.changeCheck("share-25-east", it -> it.searchString("\"24%\""));
    assertThat(found())
        .contains("WARNING LB2018 health check share-25 searches for no share of the plan");
  }

  @Test
  void the_health_check_of_a_share_is_looked_at_too() throws Exception {
    name.changeCheck("share-25", it -> it.inverted(true));
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("OBSTACLE LB7007 health check share-25 is not calculated over three")
        .endsWith("not inverted");
  }

  /// Users on trial would stay at home while nothing answers there.
  @Test
  void an_address_of_a_share_that_does_not_look_at_its_target_is_a_warning() throws Exception {
    blind("rest " + SHARES);
    assertThat(found()).as("that has no health check").isEmpty();
    blind("home-5 " + SHARES);
    assertOnly(
        "WARNING LB2018 a record of %s does not evaluate the health of its target"
            .formatted(SHARES));
  }

  private void blind(String record) {
    name.changeRecord(
        record, it -> it.aliasTarget(to -> to.dnsName("x.").evaluateTargetHealth(false)));
  }
}
