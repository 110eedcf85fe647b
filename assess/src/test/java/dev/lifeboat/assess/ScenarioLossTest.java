package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// Issue 24, part 5: what each disaster costs a year, and what each strategy saves of that.
class ScenarioLossTest {
  private static final String KEYS =
      "strategy: warm-standby\nobjectives: { rto: 1h, rpo: 1h }\n"
          + "impact: { revenuePerHour: 6000 USD }\nfailover: { trigger: automatic }\n";
  private static final String VAULT = "vaults: { safe: { url: \"%s\", retain: 30d } }\n";

  private static WorkloadAssessment shop(String keys, String plan) {
    return AssessedPlans.only(
        AssessedPlans.assess(AssessedPlans.plan(AssessedPlans.shop(KEYS + keys), plan)));
  }

  private static ScenarioLoss of(WorkloadAssessment it, LossScenario scenario) {
    return it.scenarios().get(scenario.ordinal());
  }

  /// Six hours of 6 000 USD; ten years between losses of the region, three zones in that time.
  @Test
  void each_disaster_costs_its_outage_as_often_as_the_plan_says() {
    var it = shop("", "assess: { yearsBetweenLosses: 5, perDecade: { zoneLoss: 4 } }");
    var hour = BigDecimal.valueOf(6000);
    var out = BigDecimal.valueOf(it.rto().toSeconds());
    var once = hour.multiply(out).divide(BigDecimal.valueOf(3600), 2, RoundingMode.HALF_UP);

    assertThat(of(it, LossScenario.REGION_LOSS).perDecade()).isEqualByComparingTo("2");
    assertThat(of(it, LossScenario.REGION_LOSS).aYear().orElseThrow())
        .isEqualByComparingTo(
            once.multiply(new BigDecimal("0.2")).setScale(2, RoundingMode.HALF_UP));
    assertThat(of(it, LossScenario.ZONE_LOSS).aYear().orElseThrow())
        .isEqualByComparingTo(
            once.multiply(new BigDecimal("0.4")).setScale(2, RoundingMode.HALF_UP));
    assertThat(of(it, LossScenario.BAD_DEPLOY).outage()).contains(Duration.ofMinutes(35));
    assertThat(of(it, LossScenario.BAD_DEPLOY).aYear().orElseThrow()).isEqualByComparingTo("7000");
  }

  /// A copy follows a bad write. A vault has what was there before, for a strategy that restores
  /// it; ransomware removes what it may.
  @Test
  void what_no_copy_undoes_is_restored_from_a_vault_that_has_it() {
    var bare = shop("", "assess: {}");
    var backed = restored("backup: { to: safe }", "kept");
    var kept = restored("backup: { to: safe }", "s3://b/kept");
    var warm = shop("backup: { to: safe }", VAULT.formatted("s3://b/kept"));
    var bucket = restored("backup: { to: safe }", "s3://b/kept", "files: { type: bucket }");

    assertThat(of(bare, LossScenario.DATA_CORRUPTION).outage()).isEmpty();
    assertThat(of(bare, LossScenario.DATA_CORRUPTION).aYear()).isEmpty();
    assertThat(of(backed, LossScenario.DATA_CORRUPTION).outage()).contains(Duration.ofMinutes(225));
    assertThat(of(backed, LossScenario.RANSOMWARE).outage()).isEmpty();
    assertThat(of(kept, LossScenario.RANSOMWARE).outage()).contains(Duration.ofMinutes(1650));
    for (var none : List.of(warm, bucket)) {
      assertThat(of(none, LossScenario.DATA_CORRUPTION).outage()).isEmpty();
      assertThat(of(none, LossScenario.RANSOMWARE).outage()).isEmpty();
    }
  }

  private static WorkloadAssessment restored(String keys, String vault, String... resources) {
    var text =
        AssessedPlans.shop(KEYS.replace("warm-standby", "backup-and-restore") + keys)
            .replace("resources:", "resources:\n    " + String.join("\n    ", resources));
    return AssessedPlans.only(
        AssessedPlans.assess(AssessedPlans.plan(text, VAULT.formatted(vault))));
  }

  /// What is told of a strategy and of a region's loss is one answer.
  @Test
  void a_strategy_pays_as_often_as_the_years_between_losses_say() {
    var it = shop("", "assess: { yearsBetweenLosses: 10, perDecade: { zoneLoss: 50 } }");
    var warm = saving(it, Strategy.WARM_STANDBY).times().orElseThrow().doubleValue();
    var years =
        it.loss().orElseThrow().years().stream()
            .filter(year -> year.strategy() == Strategy.WARM_STANDBY)
            .findFirst()
            .flatMap(ExpectedYear::breakEvenYears)
            .orElseThrow();

    assertThat(10 / warm).isCloseTo(years.doubleValue(), Percentage.withPercentage(5));
  }

  @Test
  void a_rate_is_as_exact_as_large_losses_need() {
    var it = shop("", "assess: { yearsBetweenLosses: 3 }");

    assertThat(of(it, LossScenario.REGION_LOSS).perDecade())
        .isEqualTo(new BigDecimal("3.333333333333333"));
  }

  /// Break-even: at that many times the losses, what it saves is what it costs.
  @Test
  void a_strategy_pays_once_disasters_are_as_many_as_it_says() {
    var it = shop("", "assess: {}");
    var warm = saving(it, Strategy.WARM_STANDBY);
    var times = warm.times().orElseThrow();

    assertThat(warm.saved()).isPositive();
    assertThat(times.multiply(warm.saved()).doubleValue())
        .isCloseTo(warm.costsMore().doubleValue(), Percentage.withPercentage(5));
    var oftener = shop("", "assess: { yearsBetweenLosses: 1, perDecade: { zoneLoss: 30 } }");
    assertThat(saving(oftener, Strategy.WARM_STANDBY).times().orElseThrow()).isLessThan(times);
    assertThat(it.strategySavings()).hasSize(3);
  }

  /// Of hours that a third party keeps users out no strategy saves any.
  @Test
  void what_saves_nothing_pays_at_no_frequency() {
    var bound = shop("thirdParties: { bank: 10h }", "assess: {}");

    assertThat(bound.strategySavings())
        .allMatch(one -> one.saved().signum() == 0 && one.times().isEmpty());
    assertThat(
            AssessedPlans.only(
                    AssessedPlans.assess(
                        AssessedPlans.plan(AssessedPlans.shop("objectives: { rto: 1h, rpo: 1h }"))))
                .scenarios())
        .as("no impact")
        .isEmpty();
  }

  private static StrategyBenefit saving(WorkloadAssessment it, Strategy strategy) {
    return it.strategySavings().get(strategy.ordinal() - 1);
  }
}
