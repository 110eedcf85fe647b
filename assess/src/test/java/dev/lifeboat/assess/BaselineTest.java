package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.Baseline.Figures;
import dev.lifeboat.assess.Baseline.GapName;
import dev.lifeboat.problem.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BaselineTest {
  private static final PlanAssessment NOW =
      AssessedPlans.assess(
          AssessedPlans.plan(
              AssessedPlans.shop(
                  "owner: ann\nobjectives: { rto: 5m, rpo: 5m }\nstrategy: warm-standby")));

  @Test
  void only_what_is_worse_is_told() {
    var was =
        new Baseline(
            Map.of(
                "shop",
                new Figures(
                    Duration.ofMinutes(4), Duration.ofMinutes(5), new BigDecimal("300"), "USD")),
            Optional.empty(),
            Map.of(
                new GapName(Code.LB8001, "shop", ""),
                Severity.LOW,
                new GapName(Code.LB8006, "sample", ""),
                Severity.LOW,
                new GapName(Code.LB8010, "shop", ""),
                Severity.HIGH));

    assertThat(was.setbacks(NOW))
        .contains(
            new Setback("shop", "rto", "4 min", "10 min 8 s"),
            new Setback("shop", "cost", "300.00 USD", "316.50 USD"),
            new Setback("shop", "LB8001", "low", "medium"),
            new Setback("shop", "LB8009", "none", "medium"))
        .extracting(Setback::what)
        .doesNotContain("rpo", "LB8006", "LB8010");
  }

  /// What is known and borne does not fail a build; what is new or graver does.
  @Test
  void what_was_there_before_is_no_reason_to_fail() {
    var all = new java.util.HashMap<GapName, Severity>();
    NOW.gaps().forEach(gap -> GapName.all(gap).forEach(it -> all.put(it, gap.severity())));

    assertThat(NOW.hasGap(Severity.MEDIUM)).isTrue();
    assertThat(NOW.hasGap(Severity.MEDIUM, new Baseline(Map.of(), Optional.empty(), all)))
        .isFalse();
    all.put(new GapName(Code.LB8001, "shop", ""), Severity.LOW);
    assertThat(NOW.hasGap(Severity.MEDIUM, new Baseline(Map.of(), Optional.empty(), all))).isTrue();
    assertThat(NOW.hasGap(Severity.HIGH, new Baseline(Map.of(), Optional.empty(), all))).isFalse();
  }

  @Test
  void costs_of_two_currencies_are_not_compared() {
    var was =
        new Baseline(
            Map.of(
                "shop",
                new Figures(Duration.ofHours(1), Duration.ofHours(1), BigDecimal.ONE, "EUR")),
            Optional.empty(),
            Map.of());

    assertThat(was.setbacks(NOW)).extracting(Setback::what).doesNotContain("cost", "rto", "rpo");
  }
}
