package dev.lifeboat.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import org.junit.jupiter.api.Test;

final class ScenarioTest {

  @Test
  void each_word_names_its_scenario_and_none_twice() throws Exception {
    for (var scenario : Scenarios.all()) {
      assertThat(Scenarios.named(scenario.word())).isSameAs(scenario);
    }
    assertThat(Scenarios.words()).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void an_unknown_word_is_refused_with_the_words_there_are() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Scenarios.named("earthquake"))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB1003);
          assertThat(refused.problem().action()).contains("region-loss", "service-loss");
        });
  }
}
