package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Seed 001 claims 99.95 %: what that leaves, and what losses and drills take of it.
class AvailabilityRuleTest {
  /// 43 min 12 s of 30 days.
  private static final String THREE_NINES = "slo: { availability: 99.9% }";

  @Test
  void a_promise_that_one_loss_within_the_rto_breaks_is_told() {
    assertThat(found("4h", "1", THREE_NINES))
        .containsExactly(
            "promises 99.9% of 30 days, so 43 min 12 s out at most; one loss may take its RTO of 4"
                + " h");
  }

  /// A drill of the region each month, at 20 min and more of pilot light.
  @Test
  void a_promise_that_drills_break_is_told_and_rarer_drills_keep_it() {
    var promise = "slo: { availability: 99.95%, over: 30d }";
    var monthly = found("15m", "10", promise);

    assertThat(monthly).singleElement().asString().contains("so 21 min 36 s out", "one in 30 days");
    assertThat(
            found(
                "15m",
                "10",
                promise + "\ntier: rare",
                "tiers: { rare: { rto: 15m, rpo: 5m, drills: { full: 365d } } }"))
        .isEmpty();
  }

  /// A third party may be out for hours; a drill does not wait for it.
  @Test
  void a_drill_is_out_for_what_the_workload_itself_takes() {
    var yearly = "slo: { availability: 99.9%, over: 365d }\nthirdParties: { bank: 9h }";

    assertThat(found("15m", "100", yearly, "drills: { full: 365d }")).isEmpty();
  }

  /// 8 h 45 min of a year; 400 bad deploys of 35 min in ten.
  @Test
  void every_disaster_that_the_plan_expects_counts() {
    var yearly = "slo: { availability: 99.9%, over: 365d }";

    assertThat(
            found("15m", "100", yearly, "drills: { full: 365d }", "perDecade: { badDeploy: 400 }"))
        .singleElement()
        .asString()
        .contains("and disasters 23 h");
  }

  @Test
  void what_is_lost_often_breaks_a_promise_over_a_year() {
    var year = "slo: { availability: 99.997%, over: 366d }";
    var rare = "drills: { full: 3650d }";

    assertThat(found("15m", "1", year, rare))
        .singleElement()
        .asString()
        .contains("and disasters 15 min");
    assertThat(found("15m", "20", "slo: { availability: 99.99%, over: 366d }", rare)).isEmpty();
  }

  @Test
  void who_promises_nothing_and_who_can_keep_it_are_not_told() {
    assertThat(found("4h", "1", "owner: x")).isEmpty();
    assertThat(found("15m", "10", "slo: { availability: 99.5% }")).isEmpty();
  }

  private static List<String> found(String rto, String years, String keys) {
    return found(rto, years, keys, "drills: {}");
  }

  private static List<String> found(String rto, String years, String keys, String top) {
    return found(rto, years, keys, top, "perDecade: { zoneLoss: 0, badDeploy: 0 }");
  }

  private static List<String> found(
      String rto, String years, String keys, String top, String decade) {
    var shop =
        AssessedPlans.shop(
            "strategy: pilot-light\nobjectives: { rto: %s, rpo: 5m }\n%s".formatted(rto, keys));
    var plan =
        AssessedPlans.plan(
            shop, top + "\nassess: { yearsBetweenLosses: %s, %s }".formatted(years, decade));
    return AssessedPlans.assess(plan).gaps().stream()
        .filter(gap -> gap.code() == Code.LB8026)
        .map(Gap::message)
        .toList();
  }
}
