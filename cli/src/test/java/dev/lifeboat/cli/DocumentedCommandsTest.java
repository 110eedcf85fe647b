package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command that the guide prints as one to type can be typed: the parser takes it. The ones
/// of the README are executed as well, by `.ci/run`.
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..");

  /// Also one whose output is read by another line, up to where another program takes over.
  private static final Pattern TYPED =
      Pattern.compile("^(?:\\w+=\\$\\()?(?:\\./)?lifeboat +(.*?)(?: \\| .*)?$", Pattern.MULTILINE);

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  static List<String> commands() throws IOException {
    var commands = new ArrayList<String>();
    try (var files = Stream.concat(Files.list(ROOT), Files.walk(ROOT.resolve("docs")))) {
      for (var file : files.filter(it -> it.toString().endsWith(".md")).sorted().toList()) {
        var typed = new StringBuilder();
        boolean inside = false;
        for (var line : Files.readAllLines(file)) {
          if (line.startsWith("```")) {
            inside = line.equals("```sh");
          } else if (inside) {
            typed.append(line).append('\n');
          }
        }
        // A line that ends in a backslash goes on in the next.
        TYPED
            .matcher(typed.toString().replace("\\\n", " "))
            .results()
            .forEach(command -> commands.add(command.group(1)));
      }
    }
    assertThat(commands)
        .as("else nothing was looked at")
        .hasSizeGreaterThan(10)
        .contains("drill lifeboat.yaml --scenario region-loss");
    return commands;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void it_can_be_typed(String command) {
    var words =
        WORD.matcher(command)
            .results()
            .map(word -> Objects.requireNonNullElse(word.group(1), word.group(2)))
            .toArray(String[]::new);
    var writer = new StringWriter();

    var parsed = Main.commandLine(Invocation.terminal(writer, writer), words).parseArgs(words);

    assertThat(parsed.errors()).isEmpty();
  }
}
