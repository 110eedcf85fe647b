package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the review of the command line calls low (issue 20).
final class LowFindingsTest {

  @TempDir private Path folder;

  @Test
  void help_is_coloured_where_the_screen_is_and_nobody_forbids_it() {
    assertThat(help(true, "check", "--help")).contains("\u001b[");
    assertThat(help(true, "check", "--no-color", "--help")).doesNotContain("\u001b[");
    assertThat(help(false, "check", "--help")).doesNotContain("\u001b[");
  }

  @Test
  void help_tells_a_commands_own_options_first_and_no_line_breaks_in_a_sentence() {
    var help = help(false, "check", "--help");

    assertThat(help.indexOf("--plan-only  ")).isLessThan(help.indexOf("Every command takes:"));
    assertThat(help.indexOf("Every command takes:")).isLessThan(help.indexOf("--state=DIR  "));
    assertThat(help.lines().filter(line -> line.startsWith("failover is"))).isEmpty();
  }

  @Test
  void an_at_sign_is_a_letter_of_a_name_like_any_other() throws Exception {
    var words = Files.writeString(folder.resolve("words"), "vm");

    assertThat(Invocation.of("check", "@" + words).err()).contains("'@" + words + "'");
  }

  @Test
  void what_is_missing_is_named_without_words_of_the_parser() {
    assertThat(Invocation.of("ledger").err()).startsWith("LB1004  RUN is missing");
    assertThat(Invocation.of("runs", "--state").err()).startsWith("LB1004  --state needs a value");
  }

  @Test
  void a_slip_in_a_key_has_no_echo_and_a_word_that_was_begun_is_known() throws Exception {
    var text = Files.readString(Invocation.STOREFRONT);
    var slip = Files.writeString(folder.resolve("slip"), text.replace("workloads:", "worklods:"));
    var begun =
        Files.writeString(
            folder.resolve("begun"), text.replace("trigger: automatic", "trigger: auto"));

    assertThat(Invocation.of("check", slip).err())
        .contains("did you mean 'workloads'?")
        .doesNotContain("lacks the key 'workloads'");
    assertThat(Invocation.of("check", begun).err()).contains("did you mean 'automatic'?");
  }

  @Test
  void a_folder_that_is_no_run_gets_no_report() throws Exception {
    var run = Files.createDirectories(folder.resolve("runs/20261120-150411-7q2k"));

    var told = Invocation.of("report", "20261120-150411-7q2k", "--state", folder);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(run).isEmptyDirectory();
  }

  @Test
  void findings_are_told_where_the_bundle_cannot_be_written() {
    var told = Invocation.of("doctor", "--state", folder, "--bundle", folder.resolve("no/x.zip"));

    assertThat(told.out()).startsWith("lifeboat  ").contains("  jdk ");
    assertThat(told.err()).contains("LB6001  the bundle ");
  }

  @Test
  void a_manual_page_has_its_usual_sections_and_names_no_hidden_command() {
    assertThat(Invocation.of("man", "check").out())
        .contains(".SH \"EXIT STATUS\"", ".SH EXAMPLES", ".SH ENVIRONMENT", ".SH FILES");
    assertThat(Invocation.of("man", "nope").err()).doesNotContain("complete,", ", complete\n");
  }

  /// M12: what is told to be typed can be pasted.
  @Test
  void a_command_that_is_told_names_a_path_with_blanks_in_quotes() throws Exception {
    var plan = Files.writeString(folder.resolve("my plan.yaml"), "plan: x");

    assertThat(Invocation.of("check", plan).err()).contains("lifeboat check \"" + plan + "\"");
  }

  private static String help(boolean coloured, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out, true), new PrintWriter(err, true), Optional.empty(), coloured, 90);
    assertThat(Main.execute(terminal, words)).isZero();
    return out.toString();
  }
}
