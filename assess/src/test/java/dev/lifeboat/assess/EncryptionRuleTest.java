package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lifeboat.assess.ControlEvidence.State;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.problem.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Issue 24, part 7: encryption, rotation of keys, and duties of two people or logins.
class EncryptionRuleTest {
  private static final String CLASS =
      "objectives: { rto: 1h, rpo: 1h }\nbackup: { to: kept, class: financial }";
  private static final String TOLD = "assess: { keys: { shop-db: { rotated: 2026-10-01%s } } }\n";

  @Test
  void data_of_a_class_whose_key_is_not_told_is_found() {
    assertThat(told(Code.LB8027, CLASS, "assess: {}"))
        .containsExactly(
            "holds data of class financial, and no key is named that encrypts shop-db");
    assertThat(told(Code.LB8027, CLASS, TOLD.formatted(""))).isEmpty();
    assertThat(told(Code.LB8027, CLASS.replace(", class: financial", ""), "assess: {}")).isEmpty();
  }

  /// Assessed on 2026-11-26: the 56th day.
  @Test
  void a_key_is_told_from_the_day_after_its_last() {
    assertThat(told(Code.LB8028, CLASS, TOLD.formatted(", every: 55d")))
        .containsExactly(
            "has keys that are older than they may become: 'shop-db' of 2026-10-01, for 55 days");
    assertThat(told(Code.LB8028, CLASS, TOLD.formatted(", every: 56d"))).isEmpty();
    assertThat(told(Code.LB8028, CLASS, TOLD.formatted(""))).as("a year").isEmpty();
  }

  @Test
  void whoever_declares_and_moves_is_told() {
    assertThat(told(Code.LB8029, CLASS, people("declares: true, moves: true", "moves: true")))
        .containsExactly("lets the same person declare a disaster and carry the move out: ada");
    assertThat(told(Code.LB8029, CLASS, people("declares: true", "moves: true"))).isEmpty();
  }

  /// Backups are as safe from a writer as his login is.
  @Test
  void whoever_writes_backups_and_removes_them_is_told() {
    assertThat(told(Code.LB8031, CLASS, logins("writer", "keeper"))).isEmpty();
    assertThat(told(Code.LB8031, CLASS, "assess: {}")).as("nobody is named").isEmpty();

    assertThat(assess(CLASS, logins("arn:one", "arn:one")).gaps())
        .filteredOn(it -> it.code() == Code.LB8031)
        .extracting(Gap::severity, Gap::message)
        .containsExactly(
            tuple(Severity.HIGH, "lets who writes backups remove them: 'kept' by arn:one"));
  }

  @Test
  void where_the_plan_is_silent_nothing_is_evidence() {
    assertThat(state(Control.SEC08_BP01, "assess: {}")).isEqualTo(State.UNKNOWN);
    assertThat(state(Control.SEC08_BP01, TOLD.formatted(""))).isEqualTo(State.EVIDENCE);
    assertThat(state(Control.SEC08_BP01, TOLD.formatted(", every: 1d"))).isEqualTo(State.GAPS);
    assertThat(state(Control.SOC_CC6_3, people("declares: true", "hours: night")))
        .isEqualTo(State.UNKNOWN);
    var people = people("declares: true", "moves: true") + "\n";
    assertThat(state(Control.SOC_CC6_3, people)).as("who has the vault").isEqualTo(State.UNKNOWN);
    assertThat(state(Control.SOC_CC6_3, people + logins("writer", "keeper")))
        .isEqualTo(State.EVIDENCE);
    assertThat(state(Control.SOC_CC6_3, people + logins("one", "one"))).isEqualTo(State.GAPS);
  }

  @Test
  void a_key_of_nothing_that_is_stored_is_refused() {
    assertThat(refused("keys: { shop-web: { rotated: 2026-10-01 } }"))
        .contains("shop-web")
        .contains("store or vault");
  }

  @Test
  void logins_of_no_vault_are_refused_and_one_alone_too() {
    assertThat(refused("logins: { safe: { writes: a, keeps: b } }"))
        .contains("safe")
        .contains("vault");
    assertThat(refused("logins: { shop: { writes: a } }")).contains("keeps");
  }

  private static String refused(String assess) {
    var text =
        """
        plan: sample
        regions: { east: {}, west: {} }
        vaults: { shop: { url: kept } }
        assess: { %s }
        workloads:
        """
                .formatted(assess)
            + AssessedPlans.shop(CLASS.replace("to: kept, ", "to: shop, ")).indent(2);
    return switch (PlanReader.OF_ANY_PROVIDER.read("plan.yaml", text)) {
      case PlanResult.Invalid it -> String.valueOf(it.mistakes());
      case PlanResult.Valid _ -> throw new AssertionError("it was taken: " + text);
    };
  }

  private static String logins(String writes, String keeps) {
    return "assess: { logins: { kept: { writes: %s, keeps: %s } } }".formatted(writes, keeps);
  }

  private static String people(String ada, String bob) {
    return "people: { contacts: { ada: { role: x, reach: [y], %s }, bob: { role: x, reach: [y], %s } } }"
        .formatted(ada, bob);
  }

  private static List<String> told(Code code, String keys, String plan) {
    return assess(keys, plan).gaps().stream()
        .filter(it -> it.code() == code)
        .map(Gap::message)
        .toList();
  }

  private static State state(Control control, String plan) {
    return ControlEvidence.all(assess(CLASS, plan), false).stream()
        .filter(it -> it.control() == control)
        .findFirst()
        .orElseThrow()
        .state();
  }

  private static PlanAssessment assess(String keys, String plan) {
    return AssessedPlans.assess(AssessedPlans.plan(AssessedPlans.shop(keys), plan));
  }
}
