package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierTest {
  private static final String WRITTEN = "objectives: { rto: 15m, rpo: 5m }";

  /// The recovery objectives of seed 002, by client tier.
  @ParameterizedTest
  @CsvSource({"premium, 15, 5", "standard, 60, 15", "basic, 240, 60"})
  void a_tier_gives_the_objectives_that_are_left_out(String tier, int rto, int rpo) {
    var plan = Samples.valid(with("tier: " + tier));

    assertThat(plan.workload("shop").objectives())
        .isEqualTo(PlanParts.objectives(Duration.ofMinutes(rto), Duration.ofMinutes(rpo)));
  }

  @Test
  void what_is_written_beside_a_tier_holds() {
    var half = Samples.valid(with("tier: basic\n    objectives: { rpo: 0, regression: 5 }"));
    var whole = Samples.valid(with("tier: basic\n    " + WRITTEN));

    assertThat(half.workload("shop").objectives())
        .isEqualTo(new Objectives(Duration.ofMinutes(240), Duration.ZERO, 5));
    var without = Samples.valid(Samples.storefront());
    assertThat(whole.workloads().keySet()).isEqualTo(without.workloads().keySet());
    assertThat(whole.workload("shop"))
        .usingRecursiveComparison()
        .ignoringFields("routine")
        .isEqualTo(without.workload("shop"));
    assertThat(whole.workload("shop").runsAs(without.workload("shop"))).isTrue();
    assertThat(whole.workload("shop").routine())
        .as("no more than the tier's name differs")
        .isEqualTo(Routine.of(Tier.BASIC, without.workload("shop").routine().drills()));
  }

  @Test
  void without_a_tier_both_must_be_written() {
    assertThat(Samples.mistakes("p", with("strategy: pilot-light")))
        .contains("lacks the key 'objectives'");
    assertThat(Samples.mistakes("p", with("objectives: { regression: 2 }")))
        .contains("lacks the key 'rto'", "lacks the key 'rpo'");
  }

  /// A run is judged by the plan that it keeps.
  @Test
  void an_old_run_is_judged_by_the_tier_of_its_plan() {
    var kept = with("tier: standard\n    objectives: { rpo: 1m }").getBytes(StandardCharsets.UTF_8);

    assertThat(PlanReader.objectives(kept, "shop"))
        .contains(PlanParts.objectives(Duration.ofMinutes(60), Duration.ofMinutes(1)));
  }

  private static String with(String instead) {
    var before = Samples.storefront().replace("    strategy: warm-standby\n", "");
    assertThat(before).contains(WRITTEN).doesNotContain("strategy:");
    return before.replace(WRITTEN, instead);
  }
}
