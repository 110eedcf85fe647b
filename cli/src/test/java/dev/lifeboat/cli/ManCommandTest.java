package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManCommandTest {

  @TempDir private Path folder;

  static java.util.List<String> commands() {
    return ContractTest.commands();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_page_tells_every_option_and_no_line_is_taken_for_a_macro(String command) {
    var words = new java.util.ArrayList<Object>(java.util.List.of("man"));
    words.addAll(java.util.List.of(command.split(" ")));
    var page = Invocation.of(words.toArray()).out();

    var writer = new StringWriter();
    var line = Main.commandLine(Invocation.terminal(writer, writer), "--help");
    for (var word : command.split(" ")) {
      line = line.getSubcommands().get(word);
    }
    assertThat(page)
        .startsWith(
            ".TH \"LIFEBOAT-" + command.replace(' ', '-').toUpperCase(java.util.Locale.ROOT))
        .contains("\n.SH NAME\n", "\n.SH SYNOPSIS\n", "\n.SH OPTIONS\n", "\n.SH \"SEE ALSO\"\n");
    for (var option : line.getCommandSpec().options()) {
      assertThat(page).contains(option.longestName().replace("-", "\\-"));
    }
    assertThat(page.lines().filter(it -> it.startsWith(".")))
        .allSatisfy(macro -> assertThat(macro).matches("\\.(TH|SH|TP|B|nf|fi)( .*)?"));
    assertThat(page).doesNotContain("${", "null", "@|");
  }

  @Test
  void all_pages_are_written_for_everybody_to_read() throws Exception {
    var told = Invocation.of("man", "--into", folder.resolve("man1"));

    assertThat(told.exitCode()).isZero();
    assertThat(told.out()).matches("\\d+ pages in .*man1\\R");
    assertThat(folder.resolve("man1"))
        .isDirectoryContaining("glob:**/lifeboat.1")
        .isDirectoryContaining("glob:**/lifeboat-lab-up.1")
        .isDirectoryNotContaining("glob:**/lifeboat-complete.1");
    var page = folder.resolve("man1").resolve("lifeboat-drill.1");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void a_manual_page_has_its_usual_sections_and_names_no_hidden_command() {
    assertThat(Invocation.of("man", "check").out())
        .contains(".SH \"EXIT STATUS\"", ".SH EXAMPLES", ".SH ENVIRONMENT", ".SH FILES");
    assertThat(Invocation.of("man", "nope").err()).doesNotContain("complete,", ", complete\n");
  }
}
