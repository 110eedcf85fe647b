package dev.lifeboat.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Goal: docs/problems.md lists exactly the codes there are, in their order, each with the exit
/// code that it ends in, a meaning and a way out.
class ProblemsPageTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `(LB\\d{4})` \\| (\\d+) \\| (\\S.+\\S) \\| (\\S.+\\S) \\|");

  @Test
  void the_page_lists_each_code_once_with_its_exit_code() throws IOException {
    var codes = Arrays.stream(Code.values()).map(code -> code + " " + code.exitCode()).toList();

    assertThat(rows()).containsExactlyElementsOf(codes);
  }

  /// The tests run in the module's folder, the page is in the repository's. A line that begins as a
  /// row and does not read as one shows as it stands.
  private static List<String> rows() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "problems.md")).stream()
        .filter(line -> line.startsWith("| `LB"))
        .map(line -> {
          var row = ROW.matcher(line);
          return row.matches() ? row.group(1) + " " + row.group(2) : line;
        })
        .toList();
  }
}
