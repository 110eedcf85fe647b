package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.WordedChoice;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The figures that the documents which Lifeboat began with give, as examples that are computed.
class SeedTablesTest {
  private static final Path DR_LAB =
      Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");

  /// Seed 004: four systems, by the rule that its code has.
  @ParameterizedTest
  @CsvSource({
    "10, critical, active-active",
    "60, high, pilot-light",
    "480, medium, backup-and-restore",
    "1440, low, backup-and-restore"
  })
  void the_four_systems_of_seed_004_get_what_its_code_gives_them(
      int rtoMinutes, String criticality, String strategy) {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(
                "criticality: %s\nobjectives: { rto: %dm, rpo: 1d }"
                    .formatted(criticality, rtoMinutes)));

    var assessed = AssessedPlans.only(AssessedPlans.assess(plan, RecommendationRule.SEED));

    assertThat(assessed.recommendation().strategy().word()).isEqualTo(strategy);
  }

  /// Seed 004: each limit is below, and what is critical is no pilot light.
  @ParameterizedTest
  @CsvSource({
    "14, critical, active-active",
    "15, critical, warm-standby",
    "14, high, warm-standby",
    "60, critical, backup-and-restore",
    "59, medium, pilot-light",
    "240, high, backup-and-restore",
    "1, low, backup-and-restore"
  })
  void the_limits_of_seed_004_are_those_of_its_code(
      int rtoMinutes, String criticality, String strategy) {
    var weight = WordedChoice.find(Criticality.values(), criticality).orElseThrow();

    assertThat(SeedRule.strategy(Duration.ofMinutes(rtoMinutes), weight).word())
        .isEqualTo(strategy);
  }

  /// Seed 002: each tier's objectives are met on paper by the architecture that it has for the
  /// tier.
  @ParameterizedTest
  @CsvSource({
    "premium, active-active, synchronous",
    "standard, warm-standby, asynchronous",
    "basic, pilot-light, asynchronous"
  })
  void the_tiers_of_seed_002_are_met_by_their_architectures(
      String tier, String strategy, String replication) {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop("tier: %s\nstrategy: %s".formatted(tier, strategy))
                .replace("type: database", "type: database, replication: " + replication));

    assertThat(AssessedPlans.assess(plan).gaps())
        .extracting(gap -> gap.code().name())
        .doesNotContain("LB8001", "LB8002", "LB8003");
  }

  /// Seed 001, "Cost Analysis": the example's plan by the shipped prices. Nine services a region, 2
  /// tasks at 22.50 in the primary region and 1 at 23 in the other.
  @Test
  void the_monthly_cost_of_seed_001_comes_out() {
    var cost = AssessedPlans.only(AssessedPlans.assess(drLab())).planned().cost();

    assertThat(lines(cost.primary()))
        .isEqualTo(
            "database 1 85.00, bucket-storage 1 15.00, bucket-requests 1 5.00, service-instance 2"
                + " 45.00, load-balancer 1 25.00, name 1 5.00, metrics 1 10.00, keys 1 2.00,"
                + " automation 1 2.00, transfer 1 20.00");
    assertThat(lines(cost.recovery()))
        .isEqualTo(
            "database 1 85.00, bucket-storage 1 10.00, bucket-requests 1 3.00, service-instance 1"
                + " 23.00, load-balancer 1 25.00, metrics 1 5.00, keys 1 2.00, transfer 1 10.00");
    assertThat(cost.total().subtract(cost.forRecovery())).isEqualByComparingTo("214");
    assertThat(cost.forRecovery()).isEqualByComparingTo("163");
    assertThat(cost.total()).isEqualByComparingTo("377");
    assertThat(cost.currency()).isEqualTo("USD");
  }

  /// Goal: whoever knows the seed's table finds its rows.
  @Test
  void the_page_of_the_example_has_the_cost_of_each_service() throws Exception {
    var cost = AssessedPlans.only(AssessedPlans.assess(drLab())).planned().cost();
    var told =
        Pattern.compile("(?m)^\\| [^|]+ \\| `([\\w-]+)` \\| (\\S+) \\| (\\S+) \\|$")
            .matcher(Files.readString(DR_LAB.resolveSibling("constructs.md")))
            .results()
            .map(it -> "%s %s %s".formatted(it.group(1), it.group(2), it.group(3)));

    assertThat(told)
        .containsExactlyInAnyOrderElementsOf(
            cost.primary().stream()
                .map(it ->
                    "%s %s %s"
                        .formatted(
                            it.item().word(),
                            it.amount(),
                            cost.recovery().stream()
                                .filter(other -> other.item() == it.item())
                                .map(other -> other.amount().toString())
                                .findFirst()
                                .orElse("-")))
                .toList());
  }

  /// Seed 000, "Pattern Comparison": what the recovery region costs a month, by the shipped prices,
  /// of one database, two buckets and a service of 30 instances with 8 in standby.
  @ParameterizedTest
  @CsvSource({
    "backup-and-restore, 30, 50",
    "pilot-light, 150, 300",
    "warm-standby, 300, 500",
    "active-active, 800, 1000000"
  })
  void the_cost_of_each_pattern_of_seed_000_is_in_its_range(String word, int least, int most) {
    assertThat(costs(strategy(word)))
        .isBetween(BigDecimal.valueOf(least), BigDecimal.valueOf(most));
  }

  /// Seed 000: backup and restore saves 85 to 90 % of a warm standby.
  @Test
  void a_backup_saves_what_seed_000_says() {
    double share =
        costs(Strategy.BACKUP_AND_RESTORE).doubleValue()
            / costs(Strategy.WARM_STANDBY).doubleValue();

    assertThat(1 - share).isBetween(0.85, 0.90);
  }

  /// Seed 000, "Pattern Comparison": the RTO of each pattern, with an approval as the example has
  /// it; users of two active regions need none.
  @ParameterizedTest
  @CsvSource({
    "backup-and-restore, 120, 240",
    "pilot-light, 30, 60",
    "warm-standby, 5, 15",
    "active-active, 0, 5"
  })
  void the_estimated_outage_of_each_pattern_is_in_the_range_of_the_seeds(
      String word, int least, int most) {
    var estimate =
        StrategyEstimates.of(drLab().workload("dr-lab"), strategy(word), true, WriteRate.UNTOLD);

    assertThat(estimate.rto()).isBetween(Duration.ofMinutes(least), Duration.ofMinutes(most));
    assertThat(estimate.basis()).isEqualTo(FigureBasis.ASSUMED);
  }

  /// Seed 001 chose a warm standby for 30 minutes: nothing weaker is enough.
  @Test
  void the_default_rule_chooses_for_seed_001_what_it_chose() {
    var recommendation = AssessedPlans.only(AssessedPlans.assess(drLab())).recommendation();

    assertThat(recommendation.strategy()).isEqualTo(Strategy.WARM_STANDBY);
    assertThat(recommendation.because())
        .isEqualTo(
            "warm-standby is the cheapest that is estimated to meet an RTO of 30 min (11 min 33 s)"
                + " and an RPO of 5 min (5 min).");
  }

  /// Seed 004, "E-commerce": 15 and 5 minutes, met on paper by a warm standby that moves by itself.
  @Test
  void the_objectives_of_the_shop_of_seed_004_are_met_by_a_warm_standby() {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(
                "objectives: { rto: 15m, rpo: 5m }\nstrategy: warm-standby\nfailover: { trigger:"
                    + " automatic }"));
    var assessed = AssessedPlans.only(AssessedPlans.assess(plan));

    assertThat(assessed.recommendation().strategy()).isEqualTo(Strategy.WARM_STANDBY);
    assertThat(assessed.rto()).isLessThan(Duration.ofMinutes(15));
    assertThat(assessed.planned().estimate().rpo()).isEqualTo(Duration.ofMinutes(5));
  }

  private static BigDecimal costs(Strategy strategy) {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop("objectives: { rto: 4h, rpo: 4h }")
                .replace("run: [serve] }", "run: [serve], instances: { serving: 30, standby: 8 } }")
                .concat("    images: { type: bucket }\n    papers: { type: bucket }\n"));
    return AssessedPlans.only(AssessedPlans.assess(plan))
        .options()
        .of(strategy)
        .cost()
        .forRecovery();
  }

  private static Plan drLab() {
    try {
      return PlanReader.OF_ANY_PROVIDER.read(DR_LAB).orThrow();
    } catch (dev.lifeboat.problem.ProblemException missing) {
      throw new AssertionError(missing);
    }
  }

  private static Strategy strategy(String word) {
    return WordedChoice.find(Strategy.values(), word).orElseThrow();
  }

  private static String lines(List<CostLine> lines) {
    return lines.stream()
        .map(it -> "%s %d %s".formatted(it.item().word(), it.count(), it.amount()))
        .collect(Collectors.joining(", "));
  }
}
