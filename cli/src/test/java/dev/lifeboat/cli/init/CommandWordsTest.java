package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {
  @Test
  void quotes_and_backslashes_keep_blanks() throws Exception {
    assertThat(words("python3 app.py")).containsExactly("python3", "app.py");
    assertThat(words(" sh -c 'a && b \"c\"' ")).containsExactly("sh", "-c", "a && b \"c\"");
    assertThat(words("\"my app\" --x=\"a \\\"b\\\"\" c\\ d"))
        .containsExactly("my app", "--x=a \"b\"", "c d");
    assertThat(words("run ''")).containsExactly("run", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a 'b", "a \"b", "a | b", "a && b", "a > b", "''"})
  void what_is_no_command_is_refused(String typed) {
    assertThatThrownBy(() -> words(typed)).isInstanceOf(ProblemException.class);
  }

  private static List<String> words(String typed) throws ProblemException {
    return new CommandWords(typed).list();
  }
}
