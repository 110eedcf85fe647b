package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TerminalPeopleTest {
  private final StringWriter err = new StringWriter();

  /// It is sealed as evidence that nobody was told.
  @Test
  void a_message_without_a_channel_is_not_told_and_its_proof_says_so() {
    var tell =
        new Step.Tell(
            new StepId("tell"),
            "payments: 'shop' is served from west",
            List.of(),
            Duration.ofMinutes(1));
    var terminal = Invocation.terminal(new StringWriter(), err);
    try (var talk = new Talk(terminal.err(), Talk.Form.text, Clock.systemUTC())) {
      assertThat(new TerminalPeople(terminal, talk, "ann").tell(tell))
          .isEqualTo("not told: no channel to payments; shown on the terminal of ann");
    }
    assertThat(err.toString()).contains("shown", "payments: 'shop' is served from west");
  }

  @Test
  void an_owner_that_no_plan_names_is_nobodys_name() {
    var tell =
        new Step.Tell(
            new StepId("tell"),
            "unassigned: 'shop' is served from west",
            List.of(),
            Duration.ofMinutes(1));
    var terminal = Invocation.terminal(new StringWriter(), err);
    try (var talk = new Talk(terminal.err(), Talk.Form.text, Clock.systemUTC())) {
      assertThat(new TerminalPeople(terminal, talk, "ann").tell(tell))
          .isEqualTo("not told: the plan names no owner; shown on the terminal of ann");
    }
    assertThat(err.toString())
        .contains("'shop' is served from west; the plan names no owner")
        .doesNotContain("unassigned");
  }
}
