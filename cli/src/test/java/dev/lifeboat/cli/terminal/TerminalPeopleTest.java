package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TerminalPeopleTest {
  private final StringWriter err = new StringWriter();

  private String proof(boolean somebody, String message) {
    var tell = new Step.Tell(new StepId("tell"), message, List.of(), Duration.ofMinutes(1));
    var alone = Invocation.terminal(new StringWriter(), err);
    var terminal =
        somebody
            ? new Terminal(
                alone.out(),
                alone.err(),
                Optional.of(_ -> Optional.empty()),
                new Screens(false, false, false),
                80)
            : alone;
    try (var progress =
        new ProgressPrinter(terminal.err(), ProgressPrinter.Form.text, Clock.systemUTC())) {
      return new TerminalPeople(terminal, progress, "ann").tell(tell);
    }
  }

  /// It is sealed as evidence that nobody was told.
  @Test
  void a_message_without_a_channel_is_not_told_and_its_proof_says_so() {
    assertThat(proof(true, "payments: 'shop' is served from west"))
        .isEqualTo("not told: no channel to payments; shown on the terminal of ann");
    assertThat(err.toString()).contains("shown", "payments: 'shop' is served from west");
  }

  @Test
  void a_log_is_nobodys_terminal() {
    assertThat(proof(false, "payments: 'shop' is served from west"))
        .isEqualTo(
            "not told: no channel to payments; written to standard error, where nobody is known to"
                + " look");
  }

  @Test
  void an_owner_that_no_plan_names_is_nobodys_name() {
    assertThat(proof(true, "unassigned: 'shop' is served from west"))
        .isEqualTo("not told: the plan names no owner; shown on the terminal of ann");
    assertThat(err.toString())
        .contains("'shop' is served from west; the plan names no owner")
        .doesNotContain("unassigned");
  }
}
