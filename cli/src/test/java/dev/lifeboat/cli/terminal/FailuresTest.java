package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class FailuresTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /// A command that ends as it is told to.
  @Command(name = "fails", mixinStandardHelpOptions = true)
  private static final class Fails implements Callable<Integer> {
    private final Exception failure;

    @CommandLine.Mixin private final Options options = new Options();

    Fails(Exception failure) {
      this.failure = failure;
    }

    @Override
    public Integer call() throws Exception {
      throw failure;
    }
  }

  /// A command that leaves a run behind when it is interrupted.
  private static final class Moves extends TerminalCommand {
    @Override
    public boolean journals() {
      return true;
    }

    @Override
    public Integer call() {
      return 0;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_problem_is_three_lines_and_ends_with_its_codes_exit_code(Code code) {
    int exitCode = run(Problem.lasting(code, "it rained", "all is wet", "wait").asException());

    assertThat(exitCode).isEqualTo(code.exitCode());
    assertThat(err)
        .hasToString("%s  it rained\n  means all is wet\n  do    wait\n".formatted(code));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void an_interrupt_is_130() {
    assertThat(run(new InterruptedException())).isEqualTo(130);
    assertThat(err).hasToString("interrupted\n");
  }

  @Test
  void what_an_interrupted_command_left_is_said_before_its_last_word() {
    var interrupted = new InterruptedException();
    interrupted.addSuppressed(
        Problem.lasting(Code.LB2024, "a row is left", "it may stand there", "remove it")
            .asException());

    assertThat(run(interrupted)).isEqualTo(130);
    assertThat(err)
        .hasToString(
            "LB2024  a row is left\n  means it may stand there\n  do    remove it\ninterrupted\n");
  }

  @Test
  void what_nobody_expected_is_one_line_without_a_trace() {
    assertThat(run(new IllegalStateException("two writers\nsecond line"))).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("internal error: ").contains("two writers", "--debug");
  }

  @Test
  void debug_adds_the_trace() {
    assertThat(run(new IllegalStateException("two writers"), "--debug")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat dev.lifeboat.cli.terminal.FailuresTest");
  }

  @Test
  void with_json_each_failure_is_one_document() {
    assertThat(run(new InterruptedException(), "--json")).isEqualTo(130);
    var interrupted = new Invocation(130, out.toString(), err.toString()).json();
    out.getBuffer().setLength(0);

    assertThat(run(new IllegalStateException("two writers"), "--json")).isEqualTo(1);
    var unexpected = new Invocation(1, out.toString(), err.toString()).json();

    assertThat(interrupted.path("exitCode").asInt()).isEqualTo(130);
    assertThat(unexpected.path("exitCode").asInt()).isEqualTo(1);
    assertThat(unexpected.path("detail").asString()).contains("two writers");
  }

  @Test
  void what_to_do_after_an_interrupt_can_be_pasted() {
    var stopped = new CommandLine(new Moves());
    stopped.<Moves>getCommand().options.stateWords = " --state d";
    var failures = new Failures(Invocation.terminal(out, err), "--json");

    failures.handleExecutionException(new InterruptedException(), stopped, stopped.parseArgs());

    assertThat(new Invocation(130, out.toString(), err.toString()).json().path("fix").asString())
        .isEqualTo("lifeboat runs --state d");
  }

  @Test
  void a_document_names_the_code_that_stood_there_before() {
    run(Problem.lasting(Code.LB2007, "it rained", "all is wet", "wait").asException(), "--json");
    var split = new Invocation(3, out.toString(), err.toString()).json();
    out.getBuffer().setLength(0);

    run(Problem.lasting(Code.LB2001, "it rained", "all is wet", "wait").asException(), "--json");
    var never = new Invocation(3, out.toString(), err.toString()).json();

    assertThat(split.path("code").asString()).isEqualTo("LB2007");
    assertThat(split.path("formerCode").asString()).isEqualTo("LB2001");
    assertThat(never.has("formerCode")).isFalse();
  }

  /// Goal: programs sort failures by their title, as RFC 9457 has it, not by what happened once.
  @Test
  void the_title_of_a_document_is_that_of_its_code() {
    run(Problem.lasting(Code.LB2007, "it rained", "all is wet", "wait").asException(), "--json");

    assertThat(new Invocation(3, out.toString(), err.toString()).json().path("title").asString())
        .isEqualTo("The workload was never adopted");
  }

  @Test
  void what_there_is_no_room_for_ends_in_words_and_one_document() {
    int exitCode = new Failures(Invocation.terminal(out, err), "--json").exhausted();

    assertThat(exitCode).isEqualTo(Code.LB6001.exitCode());
    assertThat(err.toString()).startsWith("LB6001  this process ran out of memory\n");
    var document = new Invocation(exitCode, out.toString(), err.toString()).json();
    assertThat(document.path("code").asString()).isEqualTo("LB6001");
    assertThat(document.path("exitCode").asInt()).isEqualTo(exitCode);
  }

  private int run(Exception failure, String... arguments) {
    var failures = new Failures(Invocation.terminal(out, err), arguments);
    return new CommandLine(new Fails(failure))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .execute(arguments);
  }
}
