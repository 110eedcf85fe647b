package dev.lifeboat.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.DrillRhythm.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: what `tiers` and `drills` of a plan say reaches its workloads.
class PlanTiersTest {
  private static final String PLAN =
      """
      plan: p
      regions: { a: {}, b: {} }
      %s
      vaults: { v: { url: /backup } }
      workloads:
        shop:
          tier: %s
          backup: { to: v }
          resources: { d: { type: database }, s: { type: service, run: [x], uses: [d] } }
      """;

  private static final String GOLD =
      "tiers: { gold: { rto: 10m, rpo: 1m, strategy: warm-standby, replication: synchronous,"
          + " keep: 90d, logs: 30s, snapshot: 'sun 04:00', drills: { full: 14d } } }";

  @Test
  void a_tier_of_ones_own_gives_all_that_is_left_out() {
    var shop = shop(GOLD, "gold");

    assertThat(shop.objectives())
        .isEqualTo(PlanParts.objectives(Duration.ofMinutes(10), Duration.ofMinutes(1)));
    assertThat(shop.strategy()).isEqualTo(Strategy.WARM_STANDBY);
    assertThat(shop.resource(Database.class, "d").replication()).isEqualTo(Replication.SYNCHRONOUS);
    assertThat(shop.resource(Service.class, "s").instances().standby()).isEqualTo(1);
    assertThat(shop.backup().orElseThrow().kept().keep()).isEqualTo(Duration.ofDays(90));
    assertThat(shop.backup().orElseThrow().logs()).isEqualTo(Duration.ofSeconds(30));
    assertThat(shop.backup().orElseThrow().snapshot()).hasToString("sun 04:00 UTC");
    assertThat(shop.turn(Kind.FULL).every()).isEqualTo(Duration.ofDays(14));
    assertThat(shop.turn(Kind.FULL).by()).isEqualTo("tier gold");
  }

  @Test
  void what_a_workload_says_itself_holds() {
    var plan =
        PLAN.formatted(GOLD, "gold")
            .replace("tier: gold", "tier: gold\n    strategy: pilot-light")
            .replace("{ type: database }", "{ type: database, replication: asynchronous }")
            .replace("{ to: v }", "{ to: v, keep: 3d, logs: 1m, snapshot: 'daily 01:00' }");
    var shop = Samples.valid(plan).workload("shop");

    assertThat(shop.strategy()).isEqualTo(Strategy.PILOT_LIGHT);
    assertThat(shop.resource(Database.class, "d").replication())
        .isEqualTo(Replication.ASYNCHRONOUS);
    assertThat(shop.backup().orElseThrow().kept().keep()).isEqualTo(Duration.ofDays(3));
    assertThat(shop.backup().orElseThrow().logs()).isEqualTo(Duration.ofMinutes(1));
    assertThat(shop.backup().orElseThrow().snapshot()).hasToString("daily 01:00 UTC");
  }

  @Test
  void a_usual_tier_keeps_what_a_plan_does_not_change_of_it() {
    var shop = shop("tiers: { basic: { rto: 2h } }", "basic");

    assertThat(shop.objectives())
        .isEqualTo(PlanParts.objectives(Duration.ofHours(2), Duration.ofHours(1)));
    assertThat(shop.backup().orElseThrow().kept().keep()).isEqualTo(Duration.ofDays(7));
    assertThat(shop.strategy()).isEqualTo(Strategy.PILOT_LIGHT);
  }

  /// Seed 002, as far as a run can follow it: what it calls active-active and hot standby would
  /// change plans that name a tier and no strategy, of which the RTO decides.
  @ParameterizedTest
  @CsvSource({"premium, WARM_STANDBY", "standard, PILOT_LIGHT", "basic, PILOT_LIGHT"})
  void a_usual_tier_says_architecture_replication_and_schedule(String tier, Strategy strategy) {
    var usual = shop("", tier).routine().tier().orElseThrow();

    assertThat(usual.architecture())
        .isEqualTo(new Tier.Architecture(strategy, false, Replication.ASYNCHRONOUS));
    assertThat(usual.backups().logs()).isEqualTo(Duration.ofMinutes(5));
    assertThat(usual.backups().snapshot()).isEqualTo(BackupTimes.NIGHTLY);
    assertThat(strategy).isEqualTo(Strategy.recommendedFor(usual.rto()));
    assertThat(usual.backups().logs()).isLessThanOrEqualTo(usual.rpo());
  }

  /// Decision 0036 goes by the RTO, unless the plan says which strategy a tier has.
  @Test
  void an_rto_of_ones_own_has_the_strategy_that_is_usual_for_it() {
    var own = "objectives: { rto: 2h }";

    assertThat(shop("", "premium\n    " + own).strategy()).isEqualTo(Strategy.PILOT_LIGHT);
    assertThat(shop("tiers: { premium: { strategy: warm-standby } }", "premium\n    " + own))
        .extracting(Workload::strategy)
        .isEqualTo(Strategy.WARM_STANDBY);
    assertThat(shop("tiers: { gold: { rto: 40m, rpo: 1m } }", "gold").strategy())
        .isEqualTo(Strategy.PILOT_LIGHT);
  }

  /// Seeds 002 (by tier) and 004 (by kind).
  @ParameterizedTest
  @CsvSource({
    "premium, FULL, 30, rto",
    "standard, FULL, 91, rto",
    "basic, FULL, 182, rto",
    "premium, TABLETOP, 30, kind",
    "basic, COMPONENT, 30, kind",
    "basic, ISOLATED, 91, kind"
  })
  void the_usual_calendars_are_those_of_the_seeds(String tier, Kind kind, int days, String by) {
    var turn = shop("", tier).turn(kind);

    assertThat(turn).isEqualTo(new DrillRhythm.Turn(Duration.ofDays(days), by));
  }

  @Test
  void a_tiers_calendar_goes_before_the_plans_and_that_before_the_usual_one() {
    var calendars =
        "drills: { full: 365d, tabletop: 10d }\ntiers: { basic: { drills: { full: 60d } } }";
    var shop = shop(calendars, "basic");

    assertThat(shop.turn(Kind.FULL)).isEqualTo(turn(60, "tier basic"));
    assertThat(shop.turn(Kind.TABLETOP)).isEqualTo(turn(10, "kind"));
    assertThat(shop.turn(Kind.ISOLATED)).isEqualTo(turn(91, "kind"));
    assertThat(shop(calendars, "premium").turn(Kind.FULL)).isEqualTo(turn(365, "kind"));
  }

  /// The calendar says when to look again, never whether what was seen holds.
  @Test
  void a_drill_proves_a_workload_whatever_a_calendar_says() {
    var before = shop("", "basic");

    assertThat(before.runsAs(shop("drills: { full: 1d }", "basic"))).isTrue();
    var times = List.of("maintenance: sat 02:00-05:00", "failback: { window: '02:00-05:00' }");
    for (var when : times) {
      assertThat(before.runsAs(shop("", "basic\n    " + when))).as(when).isTrue();
    }
    assertThat(before.runsAs(shop("", "basic\n    failback: { hold: 9s }"))).isFalse();
    assertThat(before.runsAs(shop("", "basic\n    failover: { on: users }"))).isFalse();
    assertThat(before.runsAs(shop("tiers: { basic: { rto: 1h } }", "basic"))).isFalse();
  }

  /// A run is judged by the plan that it keeps, whatever else a later release makes of it.
  @Test
  void an_old_run_is_judged_by_the_tier_that_its_plan_has() {
    var kept =
        PLAN.formatted(GOLD.replace("keep:", "ofALaterRelease: 1, keep:"), "gold")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(PlanReader.objectives(kept, "shop"))
        .contains(PlanParts.objectives(Duration.ofMinutes(10), Duration.ofMinutes(1)));
  }

  @Test
  void a_tier_of_ones_own_says_both_objectives() {
    assertThat(Samples.mistakes("p", PLAN.formatted("tiers: { gold: { rto: 1m } }", "gold")))
        .contains("tiers.gold lacks the key 'rpo'")
        .doesNotContain("objectives");
  }

  /// Whoever names a tier is told nothing of what is wrong elsewhere, nor of what is wrong in it.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "regoins: {} | gold: { rto: 10m, rpo: 1m } | regoins",
        "             | gold: { rto: 10m, rpo: 1x } | tiers.gold.rpo is '1x'"
      })
  void a_tier_is_known_whatever_else_is_wrong(String other, String tier, String mistake) {
    var keys = (other == null ? "" : other + "\n") + "tiers: { " + tier + " }\n";
    var told =
        Samples.mistakes(
            "p", PLAN.formatted(keys + "people: { clients: { globex: { tier: gold } } }", "gold"));

    assertThat(told).contains(mistake).doesNotContain("no tier").hasLineCount(1);
  }

  @Test
  void a_client_can_be_promised_a_tier_of_the_plan() {
    var plan = PLAN.formatted(GOLD + "\npeople: { clients: { globex: { tier: gold } } }", "basic");

    assertThat(Samples.valid(plan).people().clients().get("globex").tier().orElseThrow().rto())
        .isEqualTo(Duration.ofMinutes(10));
  }

  /// One window for all planned work, unless a failback has its own.
  @Test
  void maintenance_is_the_window_of_the_way_home() {
    var plan = PLAN.formatted("", "basic\n    maintenance: sat 02:00-05:00");
    var own = plan.replace("backup:", "failback: { window: 'sun 03:00-04:00' }\n    backup:");

    assertThat(Samples.valid(plan).workload("shop").failback().window().orElseThrow())
        .hasToString("sat 02:00-05:00 UTC");
    assertThat(Samples.valid(own).workload("shop").failback().window().orElseThrow())
        .hasToString("sun 03:00-04:00 UTC");
    assertThat(shop("", "basic").failback().window()).isEmpty();
  }

  @Test
  void a_planned_move_is_told_that_it_is_out_of_hours() {
    var routine =
        Samples.valid(PLAN.formatted("", "basic\n    maintenance: sat 02:00-05:00"))
            .workload("shop")
            .routine();

    assertThat(routine.outOfHours(Instant.parse("2026-11-28T02:00:00Z"))).isEmpty();
    assertThat(routine.outOfHours(Instant.parse("2026-11-28T05:00:00Z")))
        .contains("not within maintenance, sat 02:00-05:00 UTC: it begins at 2026-12-05T02:00:00Z");
    assertThat(Routine.NONE.outOfHours(Instant.EPOCH)).isEmpty();
  }

  private static DrillRhythm.Turn turn(int days, String by) {
    return new DrillRhythm.Turn(Duration.ofDays(days), by);
  }

  private static Workload shop(String top, String tier) {
    return Samples.valid(PLAN.formatted(top, tier)).workload("shop");
  }
}
