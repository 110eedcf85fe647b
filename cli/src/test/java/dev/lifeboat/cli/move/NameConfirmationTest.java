package dev.lifeboat.cli.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.NameConfirmation;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.Move;
import dev.lifeboat.control.MoveRequest;
import dev.lifeboat.control.Overrides;
import dev.lifeboat.control.ScriptedRegions;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.RunbookJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Before a region that users depend on is changed, a person has typed the plan's name.
class NameConfirmationTest {
  @TempDir private Path state;
  private final StringWriter shown = new StringWriter();

  @Test
  void without_anybody_to_ask_the_line_to_use_is_told() throws Exception {
    var refused = refused(Optional.empty());

    assertThat(refused.code()).isEqualTo(Code.LB1006);
    assertThat(refused.code().exitCode()).isEqualTo(2);
    assertThat(refused.action())
        .contains("failover", "--confirm storefront", "--runbook " + RunbookJson.hash(runbook()));
  }

  @Test
  void another_answer_than_the_plans_name_is_a_refusal() throws Exception {
    var refused = refused(Optional.of(_ -> Optional.of("yes")));

    assertThat(refused.code()).isEqualTo(Code.LB3004);
    assertThat(shown.toString()).contains("failover of storefront/shop from east to west");
  }

  @Test
  void no_answer_at_all_is_one_too() throws Exception {
    assertThat(refused(Optional.of(_ -> Optional.empty())).code()).isEqualTo(Code.LB3004);
  }

  @Test
  void the_plans_name_goes_on_after_the_preview_was_shown() throws Exception {
    require(Optional.of(_ -> Optional.of(" storefront ")), null);

    assertThat(shown.toString()).contains("writes at risk: none: ", "runbook sha256:");
  }

  @Test
  void who_gave_it_beforehand_is_asked_nothing() throws Exception {
    require(
        Optional.of(_ -> {
          throw new AssertionError("nobody is to be asked");
        }),
        "storefront");

    assertThat(shown.toString()).isEmpty();
  }

  private Problem refused(Optional<Function<String, Optional<String>>> prompt) {
    return assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> require(prompt, null))
        .actual()
        .problem();
  }

  private void require(Optional<Function<String, Optional<String>>> prompt, @Nullable String given)
      throws Exception {
    var err = new PrintWriter(shown, true);
    var terminal = new Terminal(err, err, prompt, new Screens(false, false, false), 10_000);
    var file = Kinds.read(Invocation.STOREFRONT);
    MovePreview.confirm(
        Move.of(
            new ControlledWorkload(
                file,
                file.workload("shop"),
                new ScriptedRegions(state, Placement.first("shop", "east")),
                state),
            new MoveRequest(
                Mode.FAILOVER,
                Optional.empty(),
                Optional.empty(),
                Overrides.NONE,
                Optional.empty())),
        NameConfirmation.of(file.plan().name(), given),
        terminal,
        () -> new ProgressPrinter(err, ProgressPrinter.Form.text, Clock.systemUTC()));
  }

  private static Runbook runbook() throws Exception {
    var file = Kinds.read(Invocation.STOREFRONT);
    return Kinds.of(file.plan())
        .compiler()
        .compile(file.plan(), file.workload("shop"), Mode.FAILOVER, "east");
  }
}
