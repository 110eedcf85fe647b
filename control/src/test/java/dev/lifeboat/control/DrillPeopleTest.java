package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.People;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillPeopleTest {
  private static final Step.Ask ASK =
      new Step.Ask(
          new StepId("approve"),
          "fail over 'shop' from east to west?",
          List.of(),
          Duration.ofHours(1));

  /// Somebody at a terminal who declines.
  private static final People DECLINING =
      new People() {
        @Override
        public Optional<Answer> ask(Step.Ask ask) {
          return Optional.of(new Answer(false, "ann"));
        }

        @Override
        public String tell(Step.Tell tell) {
          return "not told: no channel";
        }

        @Override
        public String show(Step.Tell tell) {
          return "shown";
        }
      };

  @Test
  void whoever_confirmed_a_drill_has_approved_its_failover() throws Exception {
    assertThat(new DrillPeople(DECLINING, true, "bea").ask(ASK))
        .contains(new People.Answer(true, "bea"));
  }

  /// What the provider's channel told is shown too; nobody is said to have no channel then.
  @Test
  void what_is_shown_to_the_person_at_the_terminal_is_shown() throws Exception {
    var tell = new Step.Tell(new StepId("tell"), "served", List.of(), Duration.ofMinutes(1));

    assertThat(new DrillPeople(DECLINING, true, "bea").show(tell)).isEqualTo("shown");
  }

  @Test
  void else_the_person_at_the_terminal_decides() throws Exception {
    assertThat(new DrillPeople(DECLINING, false, "bea").ask(ASK))
        .contains(new People.Answer(false, "ann"));
  }
}
