package dev.lifeboat.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.control.DrillRequest;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class DrillOptionsTest {
  @Command
  private static final class Typed {
    @Mixin private final DrillOptions options = new DrillOptions();
  }

  private static DrillRequest request(String... arguments) throws ProblemException {
    var typed = new Typed();
    new CommandLine(typed).parseArgs(arguments);
    return typed.options.request();
  }

  /// A drill away from home is refused by the lab's state, whose code is not that of a lab which is
  /// not ready.
  @Test
  void the_help_tells_the_exit_code_of_a_drill_away_from_home() {
    assertThat(Code.LB5004.exitCode()).isEqualTo(1);
    assertThat(Invocation.of("help", "drill").out().replaceAll("\\s+", " "))
        .contains(
            "1 failed, or the lab is in no state to begin one, such as with the writer away from"
                + " home, 3 not ready,");
  }

  @Test
  void each_kind_is_asked_for_by_its_option() throws Exception {
    assertThat(request()).isEqualTo(new DrillRequest.Break(Scenarios.REGION_LOSS));
    assertThat(request("--scenario", "region-hang"))
        .isEqualTo(new DrillRequest.Break(Scenarios.REGION_HANG));
    assertThat(request("--all")).isEqualTo(new DrillRequest.EachScenario());
    assertThat(request("--isolated")).isEqualTo(new DrillRequest.Isolated());
    assertThat(request("--share", "5%")).isEqualTo(new DrillRequest.Share(5));
    assertThat(request("--tabletop")).isEqualTo(new DrillRequest.Tabletop(Scenarios.REGION_LOSS));
    assertThat(request("--history")).isEqualTo(new DrillRequest.Past());
  }

  @Test
  void a_scenario_beside_a_tabletop_or_the_history_is_no_second_kind() throws Exception {
    assertThat(request("--tabletop", "--scenario", "region-hang"))
        .isEqualTo(new DrillRequest.Tabletop(Scenarios.REGION_HANG));
    assertThat(request("--history", "--scenario", "region-hang"))
        .isEqualTo(new DrillRequest.Past());
  }

  @ParameterizedTest
  @CsvSource({
    "--scenario region-hang --share 5, --scenario region-hang, --share 5%",
    "--tabletop --share 5, --tabletop, --share 5%",
    "--scenario region-hang --tabletop --share 5, --tabletop, --share 5%",
    "--history --tabletop, --tabletop, --history",
    "--history --tabletop --scenario region-hang, --tabletop, --history",
    "--history --scenario region-hang --all, --all, --history"
  })
  void two_kinds_are_refused_as_they_were_typed(String typed, String one, String other) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> request(typed.split(" ")))
        .satisfies(refused -> {
          assertThat(refused.problem().code()).isEqualTo(Code.LB1004);
          assertThat(refused.problem().happened())
              .isEqualTo("'%s' and '%s' are different drills".formatted(one, other));
        });
  }
}
