package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.provision.GuardedExample;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Experiments and a visitor are made where a person asks for them, each apart from the other and
/// from guards.
final class OptionsOnRequestTest {
  private ProvisionedMemory memory;

  @BeforeEach
  void account() throws Exception {
    memory = new ProvisionedMemory(GuardedExample.files());
  }

  private List<String> options(Map<String, String> more) throws Exception {
    var given = new TreeMap<>(ProvisionedMemory.GIVEN);
    given.putAll(more);
    memory.given = given;
    return memory.provision().stream()
        .map(StackPreview::folder)
        .filter(it -> it.matches("guards-.*|experiments-.*|visitor"))
        .toList();
  }

  @Test
  void each_is_made_for_a_value_of_its_own() throws Exception {
    assertThat(options(Map.of())).isEmpty();
    assertThat(options(Map.of("ExperimentStopAlarm", "users")))
        .containsExactly("experiments-recovery", "experiments-primary");
    assertThat(options(Map.of("VisitorRuntime", "syn-nodejs-4.1")))
        .containsExactly("experiments-recovery", "experiments-primary", "visitor");
    assertThat(options(Map.of())).as("they stay").hasSize(3);
  }

  /// The functions ask for it too.
  @Test
  void a_bucket_of_artefacts_is_no_wish_for_a_visitor() throws Exception {
    assertThat(options(Map.of("Artefacts", "bucket"))).isEmpty();
  }

  @Test
  void an_alarm_of_one_region_wants_that_of_the_other() {
    assertThatThrownBy(() -> options(Map.of("experiments-primary.ExperimentStopAlarm", "users")))
        .hasMessageContaining("ExperimentStopAlarm of lifeboat-dr-lab-experiments-recovery");
  }

  @Test
  void they_go_before_what_they_break_or_ask() throws Exception {
    var _ = options(Map.of("ExperimentStopAlarm", "users", "VisitorRuntime", "syn-nodejs-4.1"));
    memory.news.clear();

    memory.unprovision();

    assertThat(memory.news)
        .containsSubsequence(
            "lifeboat-dr-lab-visitor done",
            "lifeboat-dr-lab-experiments-primary done",
            "lifeboat-dr-lab-name-entry done",
            "lifeboat-dr-lab-recovery done");
    assertThat(memory.stacks.account().toString())
        .doesNotContain("AWS::FIS::ExperimentTemplate", "AWS::Synthetics::Canary");
  }
}
