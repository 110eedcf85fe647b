package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can be mistyped, and the help.
class UsageTest {

  @Test
  void without_a_command_the_commands_are_told() {
    var told = Invocation.of();

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("no command was given", "drill, lab, check");
  }

  @Test
  void help_begins_with_examples_and_lists_every_command_but_the_hidden_one() {
    var help = Invocation.of("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Examples:");
    for (var command : Commands.all()) {
      if (command.shown()) {
        assertThat(help.out()).contains("  " + command.word());
      }
    }
    assertThat(help.out()).doesNotContain("  complete ");
  }

  /// A header, such as its examples, would stand in the list in place of the description.
  @Test
  void each_command_is_listed_with_what_it_does() {
    var writer = new StringWriter();
    var all = Main.commandLine(Invocation.terminal(writer, writer), "--help").getSubcommands();

    assertThat(all)
        .containsKey("runs")
        .allSatisfy((word, command) -> {
          assertThat(command.getCommandSpec().usageMessage().header()).as(word).isEmpty();
          assertThat(command.getCommandSpec().usageMessage().description()).as(word).isNotEmpty();
        });
  }

  @Test
  void what_people_type_first_is_understood() {
    assertThat(Invocation.of("help").out()).isEqualTo(Invocation.of("--help").out());
    assertThat(Invocation.of("help", "drill").out())
        .isEqualTo(Invocation.of("drill", "--help").out())
        .contains("Usage: lifeboat drill");
    assertThat(Invocation.of("version")).isEqualTo(Invocation.of("--version"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "drll x, unknown command 'drll', did you mean 'drill'?",
        "zzzzzz, unknown command 'zzzzzz', use: lifeboat COMMAND",
        "runs a b, 'a' is one word too many, use: lifeboat runs",
        "runs --stat x, unknown option '--stat', did you mean '--state'?",
        "simulate x --runs y, 'y' is no whole number, use: lifeboat simulate PLAN"
      })
  void a_mistake_is_told_in_words_of_whoever_made_it(String line, String happened, String action) {
    var told = Invocation.of((Object[]) line.split(" "));

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains(happened, action).doesNotContain("index");
  }

  /// Review of the command line, M14: what cannot both be meant is not passed over in silence.
  @ParameterizedTest
  @CsvSource({
    "--json --format md, two forms of one answer",
    "--role-policy, use --format asl",
    "--with-functions --format text, use --format asl"
  })
  void options_that_contradict_each_other_are_refused(String options, String why) {
    var words = ("runbook " + Invocation.STOREFRONT + " " + options).split(" ");
    var told = Invocation.of((Object[]) words);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains(why);
  }

  @Test
  void a_slip_of_the_fingers_gets_the_word_that_was_meant() {
    var told = Invocation.of("runbok", Invocation.STOREFRONT);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("runbok", "did you mean", "runbook");
  }

  @ParameterizedTest
  @CsvSource({
    "--mode, sideways, 'failover, switchover, failback or reprotect'",
    "--format, pdf, mermaid",
    "--workload, shoop, shop"
  })
  void an_unknown_word_is_refused_with_those_there_are(String option, String word, String there) {
    var told = Invocation.of("runbook", Invocation.STOREFRONT, option, word);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains(word, there);
  }

  @Test
  void an_unknown_scenario_is_refused_before_a_lab_is_begun() {
    var told = Invocation.of("drill", Invocation.STOREFRONT, "--scenario", "flood");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err())
        .contains(
            "LB1003", "flood", "region-loss, region-hang, region-silent, controller-partition");
  }

  @Test
  void what_only_aws_has_is_refused_before_a_lab_is_begun() {
    var told = Invocation.of("drill", Invocation.STOREFRONT, "--scenario", "zone-loss");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err())
        .contains("LB1005", "'zone-loss' cannot be held in regions of 'lab'", "nothing was broken", "service-loss");
  }

  @Test
  void a_workload_that_is_not_in_the_plan_is_refused_before_a_lab_is_begun() {
    var told = Invocation.of("drill", Invocation.STOREFRONT, "--workload", "billing");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("LB1003", "billing", "one of shop");
  }

  @Test
  void a_confirmation_of_another_plan_is_refused() {
    var told = Invocation.of("failover", Invocation.STOREFRONT, "--confirm", "billing");

    assertThat(told.exitCode()).isEqualTo(4);
    assertThat(told.err()).contains("LB3004", "billing", "--confirm storefront");
  }
}
