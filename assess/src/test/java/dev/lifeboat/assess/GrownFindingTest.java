package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.Baseline.GapName;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Findings that were there before and are of more: as bad as new ones.
class GrownFindingTest {
  private static final String KEYS =
      """
      owner: shop-team
      criticality: high
      objectives: { rto: 30m, rpo: 15m }
      strategy: warm-standby
      backup: { to: kept, keep: 30d }\
      """;

  private static final String OLD = "{ rotated: 2020-01-01 }";

  /// Of the whole plan.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LB8015 | accepted: [ {8} ] | accepted: [ {8}, {9} ] | none",
        "LB8017 | beside: { dns: [east] } | beside: { dns: [east], secrets: [east] } | secrets",
        "LB8018 | beside: { dns: [west], secrets: [west] } | beside: { dns: [west] } | secrets",
        "LB8020 | followUps: [ {one} ] | followUps: [ {one}, {two} ] | two",
        "LB8028 | keys: { shop-db: {old} } | keys: { shop-db: {old}, kept: {old} } | kept",
        "LB8031 | logins: { kept: {both} } | logins: { kept: {both}, other: {both} } | other"
      })
  void of_the_plan(Code code, String few, String more, String added) {
    held(code, plan(KEYS, assessed(few)), plan(KEYS, assessed(more)), added);
  }

  /// Of people, of a workload, and of what it needs.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"LB8021 | '' | stock | stock", "LB8029 | a | b | ben", "LB8032 | a | stock | stock"})
  void of_people(Code code, String contacts, String more, String added) {
    var ada = "ada: { role: r, reach: [a], declares: true, moves: true, hours: 08:00-20:00 UTC }";
    var ben = ada.replace("ada:", "ben:");
    var people = "people: { contacts: { %s } }".formatted(contacts.isEmpty() ? "" : ada);
    var few = plan(KEYS, people);
    held(
        code,
        few,
        more.equals("stock")
            ? AssessedPlans.plan(
                AssessedPlans.shop(KEYS) + AssessedPlans.workload("stock", KEYS), people)
            : plan(KEYS, people.replace(ada, ada + ", " + ben)),
        added);
  }

  @Test
  void of_resources() {
    var images = "    images: { type: bucket, replicateDeletes: true }\n";
    var films = images.replace("images", "films");
    var second = "    more-db: { type: database }\n";
    var bare = KEYS.replace("backup: { to: kept, keep: 30d }", "failback: {}");
    var kind = KEYS.replace("keep: 30d", "class: financial");
    var service = "    %s: { type: service, run: [serve], instances: { standby: 0 } }\n";

    held(Code.LB8008, shop(KEYS, images), shop(KEYS, images + films), "films");
    held(Code.LB8025, shop(bare, ""), shop(bare, second), "more-db");
    held(Code.LB8027, shop(kind, ""), shop(kind, second), "more-db");
    held(
        Code.LB8007,
        shop(KEYS, service.formatted("one")),
        shop(KEYS, service.formatted("one") + service.formatted("two")),
        "two");
  }

  @Test
  void of_backups_that_can_be_removed() {
    var folder = "vaults: { kept: { url: here } }";
    var few = AssessedPlans.plan(AssessedPlans.shop(KEYS), folder);
    var more =
        AssessedPlans.plan(AssessedPlans.shop(KEYS) + "    more-db: { type: database }\n", folder);

    held(Code.LB8025, few, more, "more-db");
  }

  @Test
  void of_vaults_regions_clients_and_workloads() {
    var vaults = "vaults: { kept: { url: 's3://a/p', retain: 60d }, far: { url: 's3://b/p', %s } }";
    var copied = KEYS.replace("to: kept,", "to: kept, copyTo: far,");
    held(
        Code.LB8024,
        plan(copied, vaults.formatted("retain: 30d")),
        plan(copied, vaults.formatted("retain: 61d")),
        "far");

    var places = "assess: { residency: { shop: [DE] }, places: { east: %s, west: US } }";
    held(
        Code.LB8019,
        plan(KEYS, places.formatted("DE")),
        plan(KEYS, places.formatted("IE")),
        "east");

    var clients = "people: { clients: { acme: { tier: premium }%s } }";
    held(
        Code.LB8022,
        plan(KEYS, clients.formatted("")),
        plan(KEYS, clients.formatted(", bolt: { tier: premium }")),
        "bolt (premium)");

    var low = KEYS.replace("criticality: high", "criticality: low");
    var needed = AssessedPlans.workload("stock", low) + AssessedPlans.workload("audit", low);
    held(
        Code.LB8005,
        AssessedPlans.plan(AssessedPlans.shop(KEYS + "\ndependsOn: [stock]") + needed),
        AssessedPlans.plan(AssessedPlans.shop(KEYS + "\ndependsOn: [stock, audit]") + needed),
        "audit");
  }

  /// What a plan costs is no measured figure.
  @Test
  void over_the_budget_by_more() {
    var budget = "assess: { budget: 1 USD }";
    var few = AssessedPlans.assess(plan(KEYS.replace("warm-standby", "pilot-light"), budget));
    var more = AssessedPlans.assess(plan(KEYS, budget));

    assertThat(baseline(few).setbacks(more))
        .filteredOn(it -> it.what().equals("LB8016"))
        .singleElement()
        .satisfies(it -> assertThat(it.now()).isEqualTo("316.50 USD"));
    assertThat(states(baseline(few), more)).containsEntry(Code.LB8016, BaselineState.UPDATED);
    assertThat(states(baseline(more), few)).containsEntry(Code.LB8016, BaselineState.UNCHANGED);
    var untold = new Baseline(Map.of(), Optional.empty(), baseline(few).gaps());
    assertThat(states(untold, more)).containsEntry(Code.LB8016, BaselineState.UNCHANGED);
  }

  /// A build that is held against a release without names goes on as it did.
  @Test
  void an_earlier_release_named_nothing() {
    var was = Map.of(new GapName(Code.LB8017, "sample", ""), Severity.HIGH);
    var now = AssessedPlans.assess(plan(KEYS, assessed("beside: { dns: [east] }")));

    assertThat(states(new Baseline(Map.of(), Optional.empty(), was), now))
        .containsEntry(Code.LB8017, BaselineState.UNCHANGED);
  }

  private static void held(Code code, Plan few, Plan more, String added) {
    var less = AssessedPlans.apart(few);
    var grown = AssessedPlans.apart(more);

    assertThat(baseline(less).setbacks(grown))
        .filteredOn(it -> it.what().equals(code.name()))
        .as("%s of %s", code, grown.gaps())
        .singleElement()
        .satisfies(it -> {
          if (added.equals(Setback.NONE)) {
            assertThat(it.before()).isEqualTo(added);
          } else {
            assertThat(it.now()).isEqualTo(it.before() + ", also of " + added);
          }
        });
    assertThat(baseline(grown).setbacks(less))
        .extracting(Setback::what)
        .doesNotContain(code.name());
    assertThat(baseline(grown).setbacks(grown)).isEmpty();
  }

  private static Map<Code, BaselineState> states(Baseline was, PlanAssessment now) {
    var states = new HashMap<Code, BaselineState>();
    now.gaps().forEach(gap -> states.put(gap.code(), was.state(gap, now)));
    return states;
  }

  private static Baseline baseline(PlanAssessment was) {
    var gaps = new HashMap<GapName, Severity>();
    was.gaps().forEach(gap -> GapName.all(gap).forEach(it -> gaps.put(it, gap.severity())));
    return new Baseline(Map.of(), Optional.of(was.cost()), gaps);
  }

  private static String assessed(String keys) {
    return "assess: { "
        + keys.replace("{8}", "{ code: LB8008, because: x, until: 2027-01-01 }")
            .replace("{9}", "{ code: LB8010, because: x, until: 2027-01-01 }")
            .replace("{one}", "{ what: one, owner: ada, until: 2026-01-01 }")
            .replace("{two}", "{ what: two, owner: ada, until: 2026-01-01 }")
            .replace("{old}", OLD)
            .replace("{both}", "{ writes: me, keeps: me }")
        + " }\nvaults: { kept: { url: 's3://a/p', retain: 30d }, other: { url: 's3://b/p' } }";
  }

  private static Plan shop(String keys, String resources) {
    return AssessedPlans.plan(AssessedPlans.shop(keys) + resources);
  }

  private static Plan plan(String keys, String key) {
    return AssessedPlans.plan(AssessedPlans.shop(keys), key);
  }
}
