package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A person who mistypes an answer of ten.
final class ServiceQuestionsTest {
  private final List<String> shown = new ArrayList<>();

  private ServiceQuestions answering(String... answers) {
    var left = new ArrayDeque<>(List.of(answers));
    Function<String, Optional<String>> person =
        question -> {
          shown.add(question);
          return Optional.ofNullable(left.poll());
        };
    return new ServiceQuestions(Optional.of(person));
  }

  @Test
  void an_answer_that_means_nothing_is_told_and_asked_for_again() throws Exception {
    var port = answering("8080", "LISTEN=x", "LISTEN").ask("its port", "PORT", ListenVariable::of);

    assertThat(port).isEqualTo(new ListenVariable("LISTEN", "{port}"));
    assertThat(shown).hasSize(3);
    assertThat(shown.get(1)).contains("'8080' is a port", "name the variable").endsWith("[PORT]:");
  }

  /// What nobody can answer better, such as a name made of a folder's, is no question again.
  @Test
  void what_is_usual_and_wrong_ends_it() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> answering("", "").ask("its port", "8080", ListenVariable::of));
    assertThat(shown).hasSize(1);
  }

  @Test
  void whoever_leaves_is_not_asked_again() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> answering("8080").ask("its port", "PORT", ListenVariable::of));
  }
}
