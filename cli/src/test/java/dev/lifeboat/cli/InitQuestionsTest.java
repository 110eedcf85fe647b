package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitQuestionsTest {
  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();
  private final StringWriter out = new StringWriter();

  /// @param answers in the order of the questions; then nobody is there any more
  private int init(List<String> answers, String... words) {
    return initIn(folder, answers, words);
  }

  private int initIn(Path place, List<String> answers, String... words) {
    var left = new ArrayDeque<>(answers);
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(new StringWriter(), true),
            Optional.of(question -> {
              asked.add(question);
              return Optional.ofNullable(left.poll());
            }),
            new Screens(false, false, false),
            10_000);
    var all = new ArrayList<>(List.of("init", place.resolve("lifeboat.yaml").toString()));
    all.add("--no-try");
    all.addAll(List.of(words));
    return Main.execute(terminal, all.toArray(String[]::new));
  }

  @Test
  void every_answer_may_be_empty_but_that_for_the_command() throws Exception {
    var answers = new ArrayList<>(List.of("", "python3 app.py"));
    for (int i = 0; i < 8; i++) {
      answers.add("");
    }

    assertThat(init(answers)).isZero();

    var plan = Kinds.read(folder.resolve("lifeboat.yaml")).plan();
    assertThat(plan.resources(Service.class).getFirst().run()).containsExactly("python3", "app.py");
    assertThat(plan.resources(Database.class)).isEmpty();
    assertThat(asked).anyMatch(it -> it.contains("/healthz")).anyMatch(it -> it.endsWith("[no]:"));
    assertThat(out.toString()).as("data alone").startsWith("wrote");
  }

  @Test
  void a_database_is_asked_for_with_its_variable_and_rows() throws Exception {
    var answers =
        List.of(
            "own",
            "app",
            "notes",
            "LISTEN",
            "/up",
            "/ready",
            "perhaps",
            "y",
            "DATABASE_URL",
            "PUT /n/{client}/{number}",
            "notes(book, page)",
            "north,south");

    assertThat(init(answers)).isZero();

    var plan = Kinds.read(folder.resolve("lifeboat.yaml")).plan();
    assertThat(plan.name()).isEqualTo("notes");
    assertThat(plan.primary().name()).isEqualTo("north");
    assertThat(plan.resources(Service.class).getFirst().environment().added())
        .containsOnlyKeys("LISTEN", "DATABASE_URL");
    assertThat(plan.canary().rows(plan.workload("notes")).orElseThrow().removalOf("c"))
        .isEqualTo("delete from notes where book = 'c'");
  }

  @Test
  void whoever_leaves_leaves_nothing() {
    assertThat(init(List.of("own", "app"))).isNotZero();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void what_would_be_refused_is_refused_before_the_first_question() throws Exception {
    Files.createFile(folder.resolve("lifeboat.yaml"));

    assertThat(init(List.of("own", "app"))).isEqualTo(2);
    assertThat(asked).isEmpty();
  }

  /// Method: each thing that can be known to be wrong, at a terminal where somebody would answer.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--from stor",
        "--port 80",
        "--regions east",
        "--name Big",
        "--health health",
        "--write PUT",
        "--rows n.k"
      })
  void what_was_given_is_judged_before_the_first_question(String words) {
    assertThat(init(List.of("own", "app"), words.split(" "))).isEqualTo(2);

    assertThat(asked).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_place_where_no_file_can_be_made_is_told_before_the_first_question() throws Exception {
    Files.createFile(folder.resolve("taken"));

    assertThat(initIn(folder.resolve("taken"), List.of("own", "app"))).isEqualTo(1);

    assertThat(asked).isEmpty();
  }

  /// Method: words that are sound once what they belong to is answered.
  @Test
  void what_an_answer_may_make_sound_is_not_refused_before_it() throws Exception {
    var answers =
        new ArrayList<>(List.of("app", "", "", "", "", "y", "", "PUT /n/{client}/{number}", ""));

    assertThat(init(answers, "--own", "--rows", "notes(book,page)")).isZero();

    assertThat(asked).anyMatch(it -> it.startsWith("how a drill writes"));
  }

  @Test
  void an_example_can_be_the_answer() {
    assertThat(init(List.of("lamp-pilot-light"))).isZero();

    assertThat(folder.resolve("lifeboat.yaml")).exists();
  }

  /// So that a line that is pasted with others is not answered by the next one.
  @Test
  void with_a_command_nothing_is_asked() {
    assertThat(init(List.of(), "--own", "--command", "true")).isZero();

    assertThat(asked).isEmpty();
  }
}
