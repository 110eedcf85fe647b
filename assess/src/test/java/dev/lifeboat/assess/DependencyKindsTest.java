package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Issue 24, part 1: hard dependencies wait, soft ones do not, and nobody recovers sooner than a
/// third party that he needs.
class DependencyKindsTest {
  private static final String SLOW =
      AssessedPlans.workload("search", "strategy: pilot-light\nobjectives: { rto: 4h, rpo: 1h }");

  private static WorkloadAssessment shop(String keys) {
    var shop =
        AssessedPlans.shop(
            "strategy: warm-standby\nobjectives: { rto: 15m, rpo: 5m }\nfailover: { trigger: automatic }\n"
                + keys);
    return named("shop", AssessedPlans.assess(AssessedPlans.plan(SLOW + shop)));
  }

  private static WorkloadAssessment named(String name, PlanAssessment all) {
    return all.workloads().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void a_soft_one_makes_nothing_wait() {
    var alone = shop("");
    var hard = shop("dependsOn: [search]");
    var soft = shop("dependsSoftlyOn: { search: 20% }");

    assertThat(hard.rto()).isGreaterThan(alone.rto());
    assertThat(hard.waitsFor()).contains("search");
    assertThat(soft.rto()).isEqualTo(alone.rto());
    assertThat(soft.waitsFor()).isEmpty();
  }

  @Test
  void a_soft_one_asks_less_of_what_it_misses() {
    var text =
        "%s: { search: 20%% }\nobjectives: { rto: 5m, rpo: 5m }".formatted("dependsSoftlyOn");
    var soft = AssessedPlans.assess(AssessedPlans.plan(SLOW + AssessedPlans.shop(text)));

    assertThat(soft.gaps()).noneMatch(gap -> gap.code() == Code.LB8005);
    assertThat(named("search", soft).recommendation().because()).doesNotContain("shop");
  }

  /// The share of what it is worth, beside the whole of who stops.
  @Test
  void a_soft_one_weighs_its_share_in_a_cascade() {
    var money = "objectives: { rto: 1h, rpo: 1h }\nimpact: { revenuePerHour: %d USD }\n%s";
    var plan =
        AssessedPlans.plan(
            AssessedPlans.workload("accounts", money.formatted(10, "owner: core"))
                + AssessedPlans.workload("mail", money.formatted(100, "dependsOn: [accounts]"))
                + AssessedPlans.workload(
                    "shop", money.formatted(1_000, "dependsSoftlyOn: { accounts: 2.5% }")));

    assertThat(named("accounts", AssessedPlans.assess(plan)).cascade())
        .isEqualTo(
            new Cascade(1, 1, List.of("mail"), 1, new BigDecimal("125.00"), "USD", true, false));
  }

  /// Nobody knows a rate of exchange: of what is in another currency it is said that it is more.
  @Test
  void a_cascade_is_in_a_currency_of_the_plan_and_says_what_it_leaves_out() {
    var money = "objectives: { rto: 1h, rpo: 1h }\nimpact: { revenuePerHour: %s }\n%s";
    var bare = AssessedPlans.workload("accounts", "objectives: { rto: 1h, rpo: 1h }");
    var mail = AssessedPlans.workload("mail", money.formatted("100 EUR", "dependsOn: [accounts]"));
    var shop = AssessedPlans.workload("shop", money.formatted("25 USD", "dependsOn: [accounts]"));

    var alone = named("accounts", AssessedPlans.assess(AssessedPlans.plan(bare + mail)));
    var mixed = named("accounts", AssessedPlans.assess(AssessedPlans.plan(bare + mail + shop)));

    assertThat(alone.cascade().words()).endsWith("; they lose 100.00 EUR an hour");
    assertThat(mixed.cascade().words()).endsWith("; they lose at least 100.00 EUR an hour");
  }

  @Test
  void nobody_recovers_sooner_than_a_third_party() {
    var bound = shop("thirdParties: { bank: 3h, mailer: 1m }");

    assertThat(bound.rto()).isEqualTo(Duration.ofHours(3));
    assertThat(bound.waitsFor()).contains("bank");
    assertThat(shop("thirdParties: { mailer: 1m }").rto()).isEqualTo(shop("").rto());
  }

  @Test
  void a_third_party_is_told_as_what_misses_the_objective() {
    var text = AssessedPlans.shop("objectives: { rto: 15m, rpo: 5m }\nthirdParties: { bank: 3h }");
    var gap =
        AssessedPlans.assess(AssessedPlans.plan(text)).gaps().stream()
            .filter(it -> it.code() == Code.LB8001)
            .findFirst()
            .orElseThrow();

    assertThat(gap.message()).contains("with the wait for 'bank'");
    assertThat(gap.fix()).isEqualTo("a way to do without 'bank', or a longer rto");
  }

  /// What is paid for a faster strategy would buy nothing.
  @Test
  void nothing_faster_than_a_third_party_is_recommended() {
    var bound = shop("thirdParties: { bank: 10h }").recommendation();

    assertThat(shop("").recommendation().strategy()).isNotEqualTo(Strategy.BACKUP_AND_RESTORE);
    assertThat(bound.because()).contains("faster than 'bank', which may be out for 10 h");
    assertThat(bound.strategy()).isLessThan(Strategy.WARM_STANDBY);
  }

  /// Of the hours that it keeps users out no strategy saves any.
  @Test
  void what_a_third_party_costs_no_strategy_saves() {
    var bound = shop("thirdParties: { bank: 10h }\nimpact: { revenuePerHour: 1000 USD }");

    assertThat(bound.loss().orElseThrow().years()).extracting(ExpectedYear::loss).hasSize(4);
    assertThat(
            bound.loss().orElseThrow().years().stream().map(ExpectedYear::loss).distinct().count())
        .isEqualTo(1);
    assertThat(bound.recommendation().faster().orElseThrow()).doesNotContain("It saves");
  }

  @Test
  void who_needs_one_that_waits_for_a_third_party_is_told_of_nothing_faster_either() {
    var need = "objectives: { rto: 15m, rpo: 1h }\n";
    var shop = AssessedPlans.shop(need + "dependsOn: [accounts]");
    for (boolean bound : new boolean[] {false, true}) {
      var accounts =
          AssessedPlans.workload("accounts", need + (bound ? "thirdParties: { bank: 9h }" : ""));
      var advised =
          named("shop", AssessedPlans.assess(AssessedPlans.plan(accounts + shop)))
              .recommendation()
              .strategy();
      assertThat(advised.compareTo(Strategy.WARM_STANDBY) < 0).isEqualTo(bound);
    }
  }

  /// The move itself waits for no third party, but users of who needs that workload do.
  @Test
  void who_needs_one_that_needs_a_third_party_is_bound_by_it_too() {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.workload(
                    "accounts", "objectives: { rto: 1h, rpo: 1h }\nthirdParties: { bank: 9h }")
                + AssessedPlans.shop("objectives: { rto: 1h, rpo: 1h }\ndependsOn: [accounts]"));

    var shop = named("shop", AssessedPlans.assess(plan));

    assertThat(shop.rto()).isEqualTo(Duration.ofHours(9));
    assertThat(shop.waitsFor()).contains("accounts");
    assertThat(shop.outage().moved()).isLessThan(Duration.ofHours(2));
  }
}
