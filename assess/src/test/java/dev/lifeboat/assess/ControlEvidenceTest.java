package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.ControlEvidence.State;
import dev.lifeboat.problem.Code;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlEvidenceTest {
  private static final String SOUND =
      "owner: ann\ncriticality: high\nobjectives: { rto: 30m, rpo: 15m }\nstrategy: warm-standby\n"
          + "impact: { revenuePerHour: 100 USD }\nverify: [ { http: /ready } ]";
  private static final MeasuredRecovery DRILL =
      new MeasuredRecovery(Duration.ofSeconds(2), Duration.ZERO, AssessedPlans.AT);

  @Test
  void a_drill_that_passed_is_evidence_for_tests_of_recovery_and_named() {
    var it = AssessedPlans.assess(plan(SOUND, "assess: {}"), Map.of("shop", DRILL));

    assertThat(of(it, Control.SOC_A1_3, true).state()).isEqualTo(State.EVIDENCE);
    assertThat(of(it, Control.SOC_A1_3, true).runs()).containsExactly("run-shop");
    assertThat(of(it, Control.REL13_BP01, true).runs()).isEmpty();
  }

  @Test
  void what_nobody_looked_for_is_unknown() {
    var it = AssessedPlans.assess(plan(SOUND, "assess: {}"));

    assertThat(of(it, Control.SOC_A1_3, false).state()).isEqualTo(State.UNKNOWN);
    assertThat(of(it, Control.ISO_8_2_2, false).state()).isEqualTo(State.EVIDENCE);
  }

  /// On one machine nobody asks where secrets lie.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | UNKNOWN",
        "beside: { dns: [west] } | UNKNOWN",
        "beside: { secrets: [west], dns: [west], registry: [west], identity: [west] } | EVIDENCE",
        "beside: { dns: [east] } | GAPS"
      })
  void what_no_rule_could_see_is_unknown_too(String beside, State state) {
    var it = AssessedPlans.assess(plan(SOUND, "assess: { %s }".formatted(beside)));

    assertThat(of(it, Control.REL11_BP04, true).state()).isEqualTo(state);
  }

  /// Who bears a finding has it all the same.
  @Test
  void an_accepted_finding_speaks_against_a_control_too() {
    var accepts = "assess: { accepted: [ { code: LB8006, because: x, until: 2027-01-01 } ] }";
    var it = of(AssessedPlans.assess(plan(SOUND, accepts)), Control.REL10_BP01, true);

    assertThat(it.state()).isEqualTo(State.GAPS);
    assertThat(it.gaps()).containsExactly(Code.LB8006);
  }

  /// Goal: no finding is without a control but those about the plan's own bookkeeping.
  @Test
  void each_finding_of_a_recovery_speaks_against_a_control() {
    var against = Stream.of(Control.values()).flatMap(it -> it.against().stream()).distinct();

    assertThat(against)
        .containsAll(
            Arrays.stream(Code.values())
                .filter(it -> it.name().startsWith("LB8"))
                .filter(it -> it != Code.LB8015 && it != Code.LB8016)
                .toList());
  }

  private static dev.lifeboat.plan.Plan plan(String keys, String key) {
    return AssessedPlans.plan(AssessedPlans.shop(keys), key);
  }

  private static ControlEvidence of(PlanAssessment it, Control control, boolean historyRead) {
    return ControlEvidence.all(it, historyRead).get(control.ordinal());
  }
}
