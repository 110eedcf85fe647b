package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.plan.PlanMistake;
import dev.lifeboat.plan.PlanResult;
import dev.lifeboat.problem.ProblemException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class MistakeExcerptTest {
  @TempDir private Path folder;

  private PlanMistake mistake(int line, int column, String text) throws Exception {
    var plan = Files.writeString(folder.resolve("p.yaml"), text);
    return new PlanMistake(plan.toString(), line, column, "", "'5x' is no time", "write 5m");
  }

  @Test
  void the_place_is_marked_below_its_line() throws Exception {
    var mistake = mistake(2, 6, "plan: shop\nrto: 5x\n");

    assertThat(MistakeExcerpt.of(mistake).told(mistake))
        .containsExactly("  " + mistake, "    2 | rto: 5x", "      |      ^");
  }

  @Test
  void what_steers_a_screen_does_not() throws Exception {
    var mistake = mistake(1, 2, "\t\u001b[31mx");

    assertThat(MistakeExcerpt.of(mistake).told(mistake).get(1)).isEqualTo("    1 |   [31mx");
  }

  @Test
  void a_line_that_is_gone_or_empty_or_too_long_has_none() throws Exception {
    requireNone(mistake(3, 1, "plan: shop\n"));
    requireNone(mistake(1, 1, "\n"));
    requireNone(mistake(1, 101, "x".repeat(200)));
    requireNone(new PlanMistake("/nowhere/p.yaml", 1, 1, "", "it is not there", "write it"));
  }

  /// A device, or what another program writes, is not read a second time: it may never end.
  @Test
  void what_is_no_file_of_a_plans_size_has_none() throws Exception {
    requireNone(new PlanMistake("/dev/zero", 1, 1, "", "it is too large", "split it"));
    requireNone(mistake(1, 1, "x\n" + " ".repeat(MistakeExcerpt.MOST_BYTES)));
  }

  private static void requireNone(PlanMistake mistake) {
    assertThat(MistakeExcerpt.of(mistake).told(mistake)).containsExactly("  " + mistake);
  }

  /// Elsewhere each mistake stays one line, as programs read it.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void it_is_told_where_standard_error_is_a_screen(boolean screen) throws Exception {
    var mistake = mistake(2, 6, "plan: shop\nrto: 5x\n");
    var invalid = new PlanResult.Invalid("p", List.of(mistake), "1 mistake");
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(new StringWriter()),
            new PrintWriter(err, true),
            Optional.empty(),
            new Screens(false, screen, false),
            80);
    var command = new CommandLine(Invocation.at(terminal, new Nothing()));

    int exitCode =
        new Failures(terminal)
            .handleExecutionException(
                catchThrowableOfType(ProblemException.class, invalid::orThrow),
                command,
                command.parseArgs());

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString().contains("\n    2 | rto: 5x\n      |      ^\n")).isEqualTo(screen);
    assertThat(err.toString()).contains("has 1 mistake\n  " + mistake + "\n", "\n  means ");
  }

  @CommandLine.Command(name = "nothing")
  private static final class Nothing extends TerminalCommand {
    @Override
    public Integer call() {
      return 0;
    }
  }
}
