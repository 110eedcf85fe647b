package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.AssessPolicy.FollowUp;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the plan's own `assess` changes in an answer.
class AssessPolicyTest {
  private static final String KEYS =
      """
      owner: shop-team
      criticality: high
      objectives: { rto: 30m, rpo: 15m }
      impact: { revenuePerHour: 1200 USD }
      strategy: warm-standby
      backup: { to: kept, keep: 30d }
      verify: [ { http: /ready } ]\
      """;

  @Test
  void an_accepted_finding_is_told_apart_with_its_reason() {
    var it =
        assess(
            "assess: { accepted: [ { code: LB8006, because: a rehearsal, until: 2026-11-26 } ] }");

    assertThat(it.gaps()).isEmpty();
    assertThat(it.accepted())
        .singleElement()
        .satisfies(accepted -> {
          assertThat(accepted.gap().code()).isEqualTo(Code.LB8006);
          assertThat(accepted.because()).isEqualTo("a rehearsal");
        });
    assertThat(it.hasGap(Severity.LOW)).isFalse();
  }

  /// Its last day is over: the finding is back, and so that nobody takes it for new it says so.
  @Test
  void an_acceptance_ends() {
    var it =
        assess(
            "assess: { accepted: [ { code: LB8006, because: a rehearsal, until: 2026-11-25 } ] }");

    assertThat(it.accepted()).isEmpty();
    assertThat(codes(it)).containsExactly(Code.LB8015, Code.LB8006);
    assertThat(it.gaps().getFirst().message())
        .isEqualTo("accepted LB8006 until 2026-11-25, and it is still there");
  }

  @Test
  void an_acceptance_of_nothing_is_told() {
    var it =
        assess(
            "assess: { accepted: [ { code: LB8010, workload: shop, because: x, until: 2027-11-26 }"
                + " ] }");

    assertThat(it.gaps())
        .filteredOn(gap -> gap.code() == Code.LB8015)
        .extracting(Gap::message)
        .containsExactly("accepts LB8010, which was not found");
  }

  /// Each rests on what drills measured, and nobody looked for any.
  @ParameterizedTest
  @ValueSource(strings = {"LB8001", "LB8002", "LB8003", "LB8012", "LB8034"})
  void an_acceptance_of_what_nobody_looked_for_is_no_acceptance_of_nothing(String code) {
    var key =
        "assess: { accepted: [ { code: %s, because: soon, until: 2027-11-26 } ] }".formatted(code);

    assertThat(codes(assess(key))).containsExactly(Code.LB8006);
    var plan = AssessedPlans.plan(AssessedPlans.shop(KEYS), key);
    var drill =
        new MeasuredRecovery(
            java.time.Duration.ofSeconds(2), java.time.Duration.ZERO, AssessedPlans.AT);
    assertThat(codes(AssessedPlans.assess(plan, java.util.Map.of("shop", drill))))
        .as("looked for")
        .contains(Code.LB8015);
  }

  @ParameterizedTest
  @CsvSource({"316.50 USD, false", "316.49 USD, true", "1000 EUR, true"})
  void more_than_the_budget_is_grave(String budget, boolean told) {
    var it = assess("assess: { budget: %s }".formatted(budget));

    assertThat(it.cost().amount()).isEqualByComparingTo("316.50");
    assertThat(codes(it).contains(Code.LB8016)).isEqualTo(told);
    assertThat(it.hasGap(Severity.HIGH)).isEqualTo(told);
  }

  /// Of a bucket 15 USD at home and 10 in the other region are storage: 25 more by 1.1^12 - 1.
  @Test
  void what_is_stored_grows() {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(KEYS) + "    images: { type: bucket }\n", "assess: { growth: 10% }");

    var cost = AssessedPlans.assess(plan).cost();

    assertThat(cost.inAYear().subtract(cost.amount())).isEqualByComparingTo("53.46");
    assertThat(assess("assess: { growth: 0% }").cost())
        .satisfies(it -> assertThat(it.inAYear()).isEqualByComparingTo(it.amount()));
  }

  /// A megabyte a second is 2 628 GB a month, of 0.02 USD each, under every strategy.
  @Test
  void what_a_workload_writes_leaves_the_region_and_is_paid() {
    var still = AssessedPlans.only(assess("assess: {}")).options().all();
    var busy = AssessedPlans.only(assess("assess: { changes: { shop: 1MB/s } }")).options().all();

    for (var strategy : Strategy.values()) {
      var before = still.get(strategy.ordinal()).cost();
      var after = busy.get(strategy.ordinal()).cost();
      assertThat(after.total().subtract(before.total())).isEqualByComparingTo("52.56");
      assertThat(after.recovery()).isEqualTo(before.recovery());
    }
  }

  /// Out for 10 min 8 s of 1200 USD an hour costs 202.67; every fifth year it is 40.53 a year.
  @Test
  void the_expected_year_is_loss_over_the_years_and_twelve_months_of_recovery() {
    var loss = AssessedPlans.only(assess("assess: { yearsBetweenLosses: 5 }")).loss().orElseThrow();

    var warm = loss.years().get(2);
    assertThat(warm.loss()).isEqualByComparingTo("40.53");
    assertThat(warm.recovery()).isEqualByComparingTo(BigDecimal.valueOf(12 * 150));
    assertThat(loss.leastYear().orElseThrow().strategy().word()).isEqualTo("backup-and-restore");
  }

  /// At just that many years between losses both strategies cost the same.
  @Test
  void break_even_is_where_both_cost_the_same() {
    var rare = AssessedPlans.only(assess("assess: {}")).loss().orElseThrow().years();
    var years = rare.get(1).breakEvenYears().orElseThrow().doubleValue();

    double saved = rare.get(0).loss().subtract(rare.get(1).loss()).doubleValue() * 10 / years;
    double dearer = rare.get(1).recovery().subtract(rare.get(0).recovery()).doubleValue();
    assertThat(saved).isCloseTo(dearer, org.assertj.core.api.Assertions.withinPercentage(2.5));
    assertThat(rare.get(0).breakEvenYears()).isEmpty();
  }

  /// A business that loses little an hour must lose a region many times a year for it to pay.
  @ParameterizedTest
  @CsvSource({
    "1200, every 1.4 years, 1.4", "120000, every 140 years, 140",
    "300, 2.8 times a year, 0.36", "1, 840 times a year, 0.0012"
  })
  void advice_and_year_have_one_break_even(String anHour, String told, String years) {
    var keys = KEYS.replace("1200 USD", anHour + " USD").replace("rto: 30m", "rto: 1h");
    var it = AssessedPlans.only(AssessedPlans.assess(AssessedPlans.plan(AssessedPlans.shop(keys))));

    assertThat(it.recommendation().faster().orElseThrow())
        .contains("a region is lost more often than " + told + ".");
    assertThat(it.loss().orElseThrow().years().get(2).breakEvenYears())
        .hasValue(new BigDecimal(years));
  }

  @Test
  void no_year_is_summed_up_from_two_currencies() {
    var plan = AssessedPlans.plan(AssessedPlans.shop(KEYS.replace("USD", "EUR")));

    assertThat(AssessedPlans.only(AssessedPlans.assess(plan)).loss().orElseThrow().years())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "secrets: [east] | secrets",
        "'secrets: [east], registry: [east]' | registry, secrets",
        "'secrets: [west], dns: [edge], registry: [east, west]' | ''"
      })
  void what_is_lost_with_the_region_is_grave(String beside, String told) {
    var gaps =
        assess("assess: { beside: { %s } }".formatted(beside)).gaps().stream()
            .filter(gap -> gap.code() == Code.LB8017)
            .toList();

    if (told.isEmpty()) {
      assertThat(gaps).isEmpty();
    } else {
      assertThat(gaps)
          .singleElement()
          .satisfies(gap -> {
            assertThat(gap.message()).endsWith("'east': " + told);
            assertThat(gap.severity()).isEqualTo(Severity.HIGH);
          });
    }
  }

  @Test
  void what_is_hidden_and_not_told_is_a_gap_where_regions_fail_apart() {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(KEYS),
            """
            assess: { beside: { dns: [west], identity: [west] } }
            people: { contacts: { ada: { role: on call, reach: [a], declares: true } } }
            """);

    assertThat(AssessedPlans.apart(plan).gaps())
        .singleElement()
        .satisfies(gap -> assertThat(gap.message()).endsWith("lie: secrets, registry"));
    assertThat(codes(AssessedPlans.assess(plan))).doesNotContain(Code.LB8018);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "places: { east: DE, west: IE } | ''",
        "places: { east: DE, west: US } | and may keep it only in DE, IE; 'west' lies in US",
        "places: { east: DE } | lies is not told"
      })
  void data_outside_its_residency_is_grave(String places, String told) {
    var gaps =
        assess("assess: { residency: { shop: [DE, IE] }, %s }".formatted(places)).gaps().stream()
            .filter(gap -> gap.code() == Code.LB8019)
            .map(Gap::message)
            .toList();

    assertThat(gaps).hasSize(told.isEmpty() ? 0 : 1).allMatch(message -> message.endsWith(told));
  }

  /// A promise is told as long as it stands in the plan, and is a finding from the day after its
  /// last one.
  @ParameterizedTest
  @CsvSource({"2026-11-26, false", "2026-11-25, true"})
  void a_follow_up_of_a_review_is_told_until_it_is_taken_out(String until, boolean overdue) {
    var it =
        assess(
            "assess: { followUps: [ { what: later, owner: bob, until: 2027-01-01 },"
                + " { what: alarm on lag, owner: ada, until: %s } ] }".formatted(until));

    assertThat(it.followUps()).extracting(FollowUp::what).containsExactly("alarm on lag", "later");
    assertThat(it.gaps())
        .filteredOn(gap -> gap.code() == Code.LB8020)
        .extracting(Gap::message)
        .isEqualTo(
            overdue
                ? List.of(
                    "is behind with 1 follow-up of its reviews: 'alarm on lag' of ada, until "
                        + until)
                : List.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | shop",
        "'ada: { role: on call, reach: [a] }' | shop",
        "'ada: { role: on call, reach: [a], declares: true }' | ''",
        "'ada: { role: on call, reach: [a], declares: true, workloads: [shop] }' | ''"
      })
  void somebody_declares_where_regions_fail_apart(String contact, String without) {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(KEYS), "people: { contacts: { %s } }".formatted(contact));

    assertThat(AssessedPlans.apart(plan).gaps())
        .filteredOn(gap -> gap.code() == Code.LB8021)
        .extracting(Gap::message)
        .isEqualTo(
            without.isEmpty()
                ? List.of()
                : List.of("names nobody whose word declares a disaster of " + without));
    assertThat(codes(AssessedPlans.assess(plan))).doesNotContain(Code.LB8021);
  }

  /// Issue 24, part 1: the hours of a contact are more than words on a sheet.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "declares: true | ''",
        "'declares: true, hours: 08:00-20:00 UTC' | shop",
        "'hours: 08:00-20:00 UTC' | ''"
      })
  void somebody_declares_by_night_too(String ada, String asleep) {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(KEYS),
            "people: { contacts: { ada: { role: chief, reach: [a], %s } } }".formatted(ada));

    assertThat(AssessedPlans.apart(plan).gaps())
        .filteredOn(gap -> gap.code() == Code.LB8032)
        .extracting(Gap::message)
        .isEqualTo(
            asleep.isEmpty()
                ? List.of()
                : List.of("names nobody who declares a disaster at any hour of " + asleep));
    assertThat(codes(AssessedPlans.assess(plan))).doesNotContain(Code.LB8032);
  }

  /// The shop may be out for 30 min and lose 15: more than premium allows, not more than standard.
  @ParameterizedTest
  @CsvSource({
    "'tier: premium', true",
    "'tier: standard', false",
    "'workloads: [shop]', false",
    "'tier: premium, workloads: [stock]', false"
  })
  void a_client_was_promised_no_more_than_the_objectives(String client, boolean told) {
    var stock = AssessedPlans.workload("stock", "tier: premium");
    var it =
        AssessedPlans.assess(
            AssessedPlans.plan(
                AssessedPlans.shop(KEYS) + stock,
                "people: { clients: { acme: { %s } } }".formatted(client)));

    assertThat(it.gaps())
        .filteredOn(gap -> gap.code() == Code.LB8022)
        .extracting(Gap::message)
        .isEqualTo(
            told
                ? List.of(
                    "has an RTO of 30 min and an RPO of 15 min, and more was promised to acme"
                        + " (premium)")
                : List.of());
  }

  private static PlanAssessment assess(String key) {
    return AssessedPlans.assess(AssessedPlans.plan(AssessedPlans.shop(KEYS), key));
  }

  private static List<Code> codes(PlanAssessment assessment) {
    return assessment.gaps().stream().map(Gap::code).toList();
  }
}
