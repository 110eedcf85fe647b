package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Explanation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GapTest {
  /// A workload that lacks nothing but a provider whose regions fail apart.
  private static final String SOUND =
      """
      owner: shop-team
      criticality: high
      objectives: { rto: 30m, rpo: 15m }
      impact: { revenuePerHour: 100 USD }
      strategy: warm-standby
      backup: { to: kept, keep: 30d }
      verify: [ { http: /ready } ]\
      """;

  @Test
  void a_plan_of_a_lab_that_lacks_nothing_is_told_that_it_is_one_machine() {
    assertThat(codes(sound())).containsExactly(Code.LB8006);
  }

  /// Each gap alone, by one change of that workload.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rto: 30m | rto: 9m | LB8001 | high | 'out for 10 min 8 s (assumed); its RTO is 9 min'",
        "rpo: 15m | rpo: 1m | LB8002 | high | 'lose the writes of 5 min (assumed); its RPO is 1 min'",
        "warm-standby | pilot-light | LB8003 | medium | has pilot-light and needs warm-standby",
        "warm-standby | active-active | LB8004 | high | 'has active-active, which no run can follow'",
        "verify: | failback: {} # | LB8009 | medium | without a request that was answered",
        "owner: shop-team | failback: {} | LB8010 | medium | has no owner",
        "verify: | 'failover: { trigger: manual }\\nverify:' | LB8011 | medium | 15 min are assumed",
        "impact: { | 'failback: {} # ' | LB8014 | low | does not say what an outage costs"
      })
  void each_gap_is_found_by_its_change(
      String what, String by, Code code, String severity, String told) {
    assertThat(SOUND).contains(what);
    var plan = shop(SOUND.replace(what, by.replace("\\n", "\n")));

    assertThat(AssessedPlans.assess(plan).gaps())
        .filteredOn(gap -> gap.code() == code)
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.severity().word()).isEqualTo(severity);
          assertThat(gap.workload()).isEqualTo("shop");
          assertThat(gap.message()).contains(told);
          assertThat(gap.fix()).isNotBlank();
        });
    assertThat(codes(sound())).doesNotContain(code);
  }

  @Test
  void a_standby_that_is_promised_and_not_kept_is_a_gap() {
    var text = AssessedPlans.shop(SOUND);
    var plan =
        AssessedPlans.plan(text.replace("[serve] }", "[serve], instances: { standby: 0 } }"));

    assertThat(codes(plan)).contains(Code.LB8007);
  }

  @Test
  void a_bucket_that_passes_deletes_on_is_a_gap() {
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(SOUND) + "    images: { type: bucket, replicateDeletes: true }\n");

    assertThat(codes(plan)).contains(Code.LB8008);
  }

  /// A canary with rows of its own measures no front door.
  @Test
  void drills_that_write_beside_users_are_a_gap() {
    var text = AssessedPlans.shop(SOUND);
    var beside = AssessedPlans.plan(text, "canary: { basis: database }");
    var atTheDoor =
        AssessedPlans.plan(text, "canary: { write: { http: 'POST /{client}/{number}' } }");

    assertThat(AssessedPlans.assess(beside).gaps())
        .filteredOn(gap -> gap.code() == Code.LB8013)
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.severity()).isEqualTo(Severity.LOW);
          assertThat(gap.workload()).isEqualTo("sample");
          assertThat(gap.message()).contains("none measures what users see");
        });
    assertThat(codes(sound())).doesNotContain(Code.LB8013);
    assertThat(codes(atTheDoor)).doesNotContain(Code.LB8013);
  }

  /// Critical depends on basic.
  @ParameterizedTest
  @CsvSource({"low, 30, true", "high, 31, true", "high, 30, false", "critical, 5, false"})
  void who_rests_on_less_is_told(String criticality, int rtoMinutes, boolean told) {
    var needed =
        SOUND
            .replace("criticality: high", "criticality: " + criticality)
            .replace("rto: 30m", "rto: %dm".formatted(rtoMinutes));
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(SOUND + "\ndependsOn: [stock]")
                + AssessedPlans.workload("stock", needed));

    assertThat(codes(plan).contains(Code.LB8005)).isEqualTo(told);
  }

  /// A warm standby of its own is out for 10 min 8 s; behind a pilot light it is not.
  @Test
  void who_waits_for_a_slow_one_is_out_as_long() {
    var slow = SOUND.replace("warm-standby", "pilot-light").replace("rto: 30m", "rto: 2h");
    var plan =
        AssessedPlans.plan(
            AssessedPlans.shop(SOUND + "\ndependsOn: [stock]")
                + AssessedPlans.workload("stock", slow));

    assertThat(AssessedPlans.assess(plan).gaps())
        .filteredOn(gap -> gap.code() == Code.LB8001)
        .extracting(Gap::message)
        .containsExactly(
            "is estimated to be out for 35 min 13 s (assumed), with the wait for 'stock'; its RTO is"
                + " 30 min");
    assertThat(AssessedPlans.assess(plan).workloads())
        .filteredOn(it -> it.name().equals("stock"))
        .singleElement()
        .satisfies(it ->
            assertThat(it.recommendation().because())
                .startsWith("Workload 'shop' needs it and may be out for 30 min"));
  }

  @Test
  void a_workload_without_a_drill_is_a_gap_only_where_drills_were_looked_for() {
    var drilled =
        new MeasuredRecovery(
            Duration.ofSeconds(2), Duration.ZERO, AssessedPlans.AT.minus(Duration.ofDays(90)));
    var longAgo =
        new MeasuredRecovery(
            Duration.ofSeconds(2), Duration.ZERO, AssessedPlans.AT.minus(Duration.ofDays(92)));

    assertThat(codes(sound())).doesNotContain(Code.LB8012);
    assertThat(codes(AssessedPlans.assess(sound(), Map.of()))).contains(Code.LB8012);
    assertThat(codes(AssessedPlans.assess(sound(), Map.of("shop", drilled))))
        .doesNotContain(Code.LB8012);
    assertThat(codes(AssessedPlans.assess(sound(), Map.of("shop", longAgo)))).contains(Code.LB8012);
  }

  /// The calendar of `lifeboat drills` says how long a pass holds, to the end of the window.
  @ParameterizedTest
  @CsvSource({"premium, 29, true", "premium, 60, false", "basic, 100, true", "basic, 183, false"})
  void a_pass_holds_until_its_calendar_asks_for_another(String tier, int days, boolean holds) {
    var plan = AssessedPlans.plan(AssessedPlans.shop("tier: " + tier));
    var drilled =
        new MeasuredRecovery(
            Duration.ofSeconds(2), Duration.ZERO, AssessedPlans.AT.minus(Duration.ofDays(days)));

    assertThat(codes(AssessedPlans.assess(plan, Map.of("shop", drilled))).contains(Code.LB8012))
        .isNotEqualTo(holds);
  }

  /// An old pass does not outlive a newer miss.
  @Test
  void what_a_newer_drill_refuted_is_a_gap_that_names_it() {
    var measured = new MeasuredRecovery(Duration.ofHours(2), Duration.ZERO, AssessedPlans.AT);
    var standing =
        new DrillProof(
            Optional.of(measured),
            Optional.of("the drill run-9 ended as missed"),
            Optional.empty(),
            PastSpans.NONE,
            Optional.empty());
    var assessed = AssessedPlans.assessed(sound(), Map.of("shop", standing));

    assertThat(AssessedPlans.only(assessed).provenAt()).isEmpty();
    assertThat(codes(assessed)).contains(Code.LB8001);
    assertThat(assessed.gaps())
        .filteredOn(gap -> gap.code() == Code.LB8012)
        .extracting(Gap::message)
        .containsExactly("is not proven: the drill run-9 ended as missed");
  }

  /// Issue 24, part 4. Runs tell it; where nobody looks for them it is not told.
  @Test
  void a_workload_whose_failover_left_it_without_a_replica_is_unprotected() {
    var standing = DrillProof.NONE.unprotectedSince(Optional.of("run-7"));

    assertThat(AssessedPlans.assessed(sound(), Map.of("shop", standing)).gaps())
        .filteredOn(gap -> gap.code() == Code.LB8034)
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.severity()).isEqualTo(Severity.HIGH);
          assertThat(gap.message()).contains("since the failover run-7");
          assertThat(gap.fix()).isEqualTo("lifeboat reprotect plan.yaml --workload shop");
        });
    assertThat(codes(AssessedPlans.assess(sound(), Map.of()))).doesNotContain(Code.LB8034);
    assertThat(codes(sound())).doesNotContain(Code.LB8034);
  }

  /// An answer as of a moment knows nothing of what came after it.
  @Test
  void what_was_proven_later_is_not_known_yet() {
    var later =
        new MeasuredRecovery(
            Duration.ofSeconds(2), Duration.ZERO, Instant.parse("2026-12-01T00:00:00Z"));

    var it = AssessedPlans.only(AssessedPlans.assess(sound(), Map.of("shop", later)));

    assertThat(it.planned().estimate().basis()).isEqualTo(FigureBasis.ASSUMED);
  }

  @Test
  void what_was_measured_takes_the_place_of_the_estimate_of_that_strategy_alone() {
    var drills =
        Map.of(
            "shop",
            new MeasuredRecovery(Duration.ofSeconds(1), Duration.ofMillis(40), AssessedPlans.AT));

    var options = AssessedPlans.only(AssessedPlans.assess(sound(), drills)).options().all();

    assertThat(options)
        .extracting(option -> option.estimate().basis())
        .containsExactly(
            FigureBasis.ASSUMED, FigureBasis.ASSUMED, FigureBasis.MEASURED, FigureBasis.ASSUMED);
    assertThat(options.get(2).estimate().rto()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.get(2).estimate().rpo()).isEqualTo(Duration.ofMillis(40));
  }

  /// Goal: every code has a row in docs/problems.md, with what to do, and a rule that finds it.
  @Test
  void every_code_of_an_assessment_is_found_by_one_rule_and_explained() {
    var ofRules =
        Stream.of(
                GapRule.all().stream().map(GapRule::code),
                Arrays.stream(PlanRule.values()).map(PlanRule::code),
                Stream.of(GapReview.CODE))
            .flatMap(codes -> codes)
            .sorted()
            .toList();

    assertThat(ofRules)
        .isEqualTo(Arrays.stream(Code.values()).filter(it -> it.name().startsWith("LB8")).toList());
    assertThat(ofRules).allSatisfy(code -> assertThat(Explanation.of(code).action()).isNotBlank());
  }

  private static Plan sound() {
    return shop(SOUND);
  }

  private static Plan shop(String keys) {
    return AssessedPlans.plan(AssessedPlans.shop(keys));
  }

  private static List<Code> codes(Plan plan) {
    return codes(AssessedPlans.assess(plan));
  }

  private static List<Code> codes(PlanAssessment assessment) {
    return assessment.gaps().stream().map(Gap::code).toList();
  }
}
