package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.drill.DrillCommand;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.RunSummary;
import dev.lifeboat.problem.ProblemException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class TabletopTest {
  private static final String ENOUGH = "we call payments";

  @TempDir private Path state;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @MethodSource("dev.lifeboat.scenario.Scenarios#words")
  void every_scenario_can_be_walked_and_leaves_one_record(String scenario) throws Exception {
    var answers = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      answers.addAll(List.of(ENOUGH, "x", "2"));
    }

    assertThat(walk(answers, scenario, "--json")).isZero();

    var told = OutputJson.read(out.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(told.path("schema").asString()).isEqualTo("lifeboat.tabletop/v1");
    assertThat(Schemas.mistakes(told)).isEmpty();
    assertThat(told.path("complete").asBoolean()).isTrue();
    assertThat(told.path("score").asInt()).isEqualTo(told.path("best").asInt());
    assertThat(told.path("answers").get(0).path("answer").asString()).isEqualTo(ENOUGH);
    var kept = Files.readAllBytes(Path.of(told.path("folder").asString(), "tabletop.json"));
    assertThat(OutputJson.read(kept)).isEqualTo(told);
    var listed = new RunRecords(state).list();
    assertThat(listed).hasSize(1);
    assertThat(listed.getFirst().kind()).isEqualTo(RunSummary.Kind.TABLETOP);
    assertThat(listed.getFirst().open()).isFalse();
  }

  @Test
  void people_who_leave_early_leave_a_record_that_says_so() {
    assertThat(walk(List.of(ENOUGH, "1", "status"), "region-loss")).isZero();

    assertThat(out.toString()).contains("1 of 2", "ended early");
  }

  @Test
  void without_people_nothing_is_asked_and_nothing_is_made() {
    var made = state.resolve("made");

    var told = Invocation.of("drill", Invocation.STOREFRONT, "--tabletop", "--state", made);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("LB1004", "--tabletop --scenario region-loss");
    assertThat(made).doesNotExist();
  }

  /// Spans as people write them, and a slip is told as one.
  @Test
  void people_read_no_machines_spans_and_learn_what_an_answer_may_be() {
    assertThat(walk(List.of(ENOUGH, "7", "1"), "region-loss")).isZero();

    assertThat(err.toString())
        .contains("the objectives are RTO 15 min and RPO 5 min", "'7' is none of 0, 1 and 2");
    assertThat(out.toString()).contains("1 of 2").doesNotContain("Tabletop:");
  }

  /// Method: whoever is asked the second question looks into the folder, as if Ctrl-C ended all
  /// there.
  @Test
  void what_was_answered_is_kept_before_the_next_question_is_asked() {
    var kept = new ArrayList<List<RunSummary>>();
    var left = new ArrayDeque<>(List.of(ENOUGH, "2"));

    assertThat(
            walk(
                question -> {
                  if (left.isEmpty()) {
                    kept.add(listed());
                  }
                  return answer(question, left);
                },
                "region-loss"))
        .isZero();

    assertThat(kept.getFirst()).hasSize(1);
    assertThat(kept.getFirst().getFirst().outcome().word()).isEqualTo("ended-early");
  }

  /// Goal: what people said at a table is told by one word, and nobody is led to a lab for it.
  @Test
  void nobody_is_told_to_go_on_with_one() throws Exception {
    assertThat(walk(List.of(ENOUGH, "1", "status"), "region-loss")).isZero();
    var run = listed().getFirst().run();

    var resumed = Invocation.of("resume", run, "--state", state);
    assertThat(resumed.exitCode()).as(resumed.toString()).isEqualTo(2);
    assertThat(resumed.err())
        .contains("LB4004", "tabletop region-loss of storefront/shop, run " + run)
        .contains("ended-early", "there is nothing to resume")
        .doesNotContain("lab up");

    var watched = Invocation.of("watch", run, "--state", state);
    assertThat(watched.exitCode()).as(watched.toString()).isZero();
    assertThat(watched.out()).contains("tabletop region-loss of", "ended-early").hasLineCount(1);
    assertThat(Invocation.of("runs", "--state", state).out()).contains("ended-early");
  }

  @Test
  void one_that_is_interrupted_leaves_nothing_that_could_be_resumed() {
    assertThat(parsed("--tabletop").journals()).isFalse();
    assertThat(parsed("--all").journals()).isTrue();
    assertThat(parsed("--history").journals()).isFalse();
  }

  private static DrillCommand parsed(String option) {
    var drill = new DrillCommand(Main.class);
    new CommandLine(drill).parseArgs("lifeboat.yaml", option);
    return drill;
  }

  private List<RunSummary> listed() {
    try {
      return new RunRecords(state).list();
    } catch (ProblemException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /// @param answers one for each prompt; then nobody answers any more
  private int walk(List<String> answers, String scenario, String... more) {
    var left = new ArrayDeque<>(answers);
    return walk(question -> answer(question, left), scenario, more);
  }

  private int walk(Function<String, Optional<String>> prompt, String scenario, String... more) {
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Optional.of(prompt),
            new Screens(false, false, false),
            10_000);
    var words =
        new ArrayList<>(
            List.of(
                "drill",
                Invocation.STOREFRONT.toString(),
                "--tabletop",
                "--scenario",
                scenario,
                "--state",
                state.toString()));
    words.addAll(List.of(more));
    return Main.execute(terminal, words.toArray(String[]::new));
  }

  /// Says anything to a question, and a number when asked for the score: what does not fit the
  /// prompt is passed over.
  private static Optional<String> answer(String question, ArrayDeque<String> left) {
    boolean score = question.startsWith("Did you know?");
    while (!left.isEmpty()) {
      var next = left.pop();
      if (score == next.matches("[0-9]")) {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }
}
