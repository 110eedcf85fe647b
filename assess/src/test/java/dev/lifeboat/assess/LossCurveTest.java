package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Issue 24, part 1: what an outage costs by the hour, by contract and by season.
class LossCurveTest {
  private static LossCurve in(String month, String more) {
    var keys =
        "objectives: { rto: 1h, rpo: 1h }\nimpact: { revenuePerHour: 1200 USD%s }".formatted(more);
    var plan = AssessedPlans.plan(AssessedPlans.shop(keys));
    var impact = plan.workload("shop").impact().orElseThrow();
    return month.isEmpty()
        ? LossCurve.ofYear(impact)
        : LossCurve.at(Instant.parse("2026-" + month + "-15T00:00:00Z"), impact);
  }

  private static BigDecimal lost(LossCurve curve, int minutes) {
    return curve.during(Duration.ofMinutes(minutes));
  }

  @Test
  void hours_behind_a_step_cost_what_it_says() {
    var curve =
        in("", ", steps: [{ after: 2h, perHour: 6000 USD }, { after: 3h, perHour: 0 USD }]");

    assertThat(lost(curve, 120)).isEqualByComparingTo("2400");
    assertThat(lost(curve, 150)).isEqualByComparingTo("5400");
    assertThat(lost(curve, 600)).isEqualByComparingTo("8400");
  }

  @Test
  void a_penalty_is_owed_once_an_outage_lasts_longer() {
    var curve = in("", ", penalties: [{ after: 1h, amount: 50000 USD, to: globex }]");

    assertThat(lost(curve, 60)).isEqualByComparingTo("1200");
    assertThat(lost(curve, 61)).isEqualByComparingTo("51220");
  }

  /// Two of twelve months at three times: a year's average is 16 twelfths.
  @Test
  void a_season_counts_in_its_months_and_on_average_in_a_year() {
    var season = ", season: { months: [nov, dec], times: 3 }";

    assertThat(in("10", season).perHour()).isEqualByComparingTo("1200");
    assertThat(in("11", season).perHour()).isEqualByComparingTo("3600");
    assertThat(lost(in("12", season), 60)).isEqualByComparingTo("3600");
    assertThat(lost(in("", season), 60)).isEqualByComparingTo("1600");
  }

  @Test
  void what_a_faster_strategy_saves_includes_the_penalty_that_it_avoids() {
    var keys = "objectives: { rto: 1h, rpo: 1h }\nimpact: { revenuePerHour: 1 USD%s }";
    var penalty = ", penalties: [{ after: 20m, amount: 90000 USD, to: globex }]";
    var plain = AssessedPlans.only(AssessedPlans.assess(plan(keys.formatted(""))));
    var owed = AssessedPlans.only(AssessedPlans.assess(plan(keys.formatted(penalty))));

    assertThat(owed.loss().orElseThrow().perOutage())
        .isEqualByComparingTo(
            plain.loss().orElseThrow().perOutage().add(BigDecimal.valueOf(90_000)));
    assertThat(owed.loss().orElseThrow().leastYear().orElseThrow().strategy())
        .isGreaterThan(plain.loss().orElseThrow().leastYear().orElseThrow().strategy());
  }

  private static dev.lifeboat.plan.Plan plan(String keys) {
    return AssessedPlans.plan(AssessedPlans.shop(keys));
  }

  @Test
  void a_longer_outage_never_costs_less() {
    var random = new Random(24);
    for (int i = 0; i < 200; i++) {
      var curve =
          in(
              "12",
              ", steps: [{ after: %dm, perHour: %d USD }], penalties: [{ after: %dm, amount: %d USD, to: a }]"
                  .formatted(
                      1 + random.nextInt(600),
                      random.nextInt(9_000),
                      1 + random.nextInt(600),
                      random.nextInt(9_000)));
      int minutes = random.nextInt(600);
      assertThat(lost(curve, minutes + 1)).isGreaterThanOrEqualTo(lost(curve, minutes));
    }
  }
}
