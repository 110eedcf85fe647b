package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every command that the guide prints as one to type can be typed: the parser takes it. The ones
/// of the README are executed as well, by `.ci/run`.
class DocumentedCommandsTest {
  private static final Path ROOT = Path.of("..");

  static List<String> commands() throws IOException {
    var commands = new ArrayList<String>();
    try (var files = Stream.concat(Files.list(ROOT), Files.walk(ROOT.resolve("docs")))) {
      for (var file : files.filter(it -> it.toString().endsWith(".md")).sorted().toList()) {
        boolean inside = false;
        for (var line : Files.readAllLines(file)) {
          if (line.startsWith("```")) {
            inside = line.equals("```sh");
          } else if (inside && line.startsWith("./lifeboat ")) {
            commands.add(line);
          }
        }
      }
    }
    assertThat(commands).as("else nothing was looked at").hasSizeGreaterThan(10);
    return commands;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void it_can_be_typed(String command) {
    var words = Arrays.stream(command.split(" ")).skip(1).toArray(String[]::new);
    var writer = new StringWriter();

    var parsed = Main.commandLine(Invocation.terminal(writer, writer), words).parseArgs(words);

    assertThat(parsed.errors()).isEmpty();
  }
}
