package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.aws.GuardCommand;
import dev.lifeboat.cli.move.FailoverCommand;
import dev.lifeboat.cli.move.ResumeCommand;
import dev.lifeboat.cli.status.StatusCommand;
import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What can be mistyped, and the help.
class UsageTest {

  @TempDir private Path folder;

  @Test
  void without_a_command_the_help_is_told_and_it_is_no_answer() {
    var told = Invocation.of();

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.out()).isEmpty();
    assertThat(told.err()).isEqualTo(Invocation.of("--help").out());
  }

  /// What an interrupt leaves can be taken up or not, and is told so.
  @Test
  void a_command_knows_whether_it_may_leave_a_run() {
    assertThat(new ResumeCommand().journals()).isTrue();
    assertThat(new FailoverCommand().journals()).isTrue();
    assertThat(new GuardCommand().journals()).isFalse();
    assertThat(new StatusCommand().journals()).isFalse();
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

  /// Method: what man explains of them, with the same names.
  @Test
  void help_names_the_variables_and_where_all_of_them_stand() {
    var help = Invocation.of("--help").out();
    var man = Invocation.of("man").out().split("\n.SH ENVIRONMENT\n", 2)[1];

    for (var variable : List.of("LIFEBOAT_STATE", "JAVA_HOME", "NO_COLOR", "COLUMNS")) {
      assertThat(help.substring(help.indexOf("Environment:"))).contains(variable);
      assertThat(man).contains(".B " + variable + "\n");
    }
    assertThat(man).contains(".B LIFEBOAT_POSTGRES\n").doesNotContain("Environment:");
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
    assertThat(Invocation.of("help", "lab", "up").out())
        .isEqualTo(Invocation.of("lab", "up", "--help").out());
    assertThat(Invocation.of("version")).isEqualTo(Invocation.of("--version"));
    assertThat(Invocation.of("help", "help").out()).isEqualTo(Invocation.of("help").out());
    assertThat(Invocation.of("help", "version").out()).isEqualTo(Invocation.of("help").out());
  }

  /// A program that asks for JSON reads nothing else, also where it asked wrongly.
  @ParameterizedTest
  @CsvSource({
    "help --json, a document means nothing beside --help",
    "help help --json, a document means nothing beside --help",
    "help drill --json, a document means nothing beside --help",
    "help lab up --json, a document means nothing beside --help",
    "runbook --format json --help, a document means nothing beside --help",
    "drill --help --json, a document means nothing beside --help",
    "help nope --json, unknown command 'nope'",
    "help drill nope --json, unknown command 'drill nope'"
  })
  void help_is_no_document(String line, String why) {
    var told = Invocation.of((Object[]) line.split(" "));

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.json().path("schema").asString()).isEqualTo("lifeboat.error/v1");
    assertThat(told.json().path("detail").asString()).contains(why);
    assertThat(told.err()).contains(why);
  }

  @Test
  void help_takes_the_options_of_a_command() {
    assertThat(Invocation.of("help", "drill", "--no-color"))
        .isEqualTo(Invocation.of("drill", "--help", "--no-color"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "drll x, unknown command 'drll', did you mean 'drill'?",
        "zzzzzz, unknown command 'zzzzzz', use: lifeboat COMMAND",
        "version foo, 'foo' is one word too many, lifeboat --help",
        "version --json, unknown option '--json', lifeboat --help",
        "help zzzzzz, unknown command 'zzzzzz', use: lifeboat COMMAND",
        "help drill nope, unknown command 'drill nope', use: lifeboat COMMAND",
        "help lab nope, unknown command 'lab nope', use: lifeboat COMMAND",
        "failover x --to a --to b, --to is given twice, use: lifeboat failover PLAN",
        "failback x --at soon, --at: , use: lifeboat failback PLAN",
        "runs a b, 'a' is one word too many, use: lifeboat runs",
        "ledger R --remove east/x, without --kept, leave it out: lifeboat ledger R",
        "ledger pom.xml --remove a;b, without --kept,"
            + " lifeboat ledger pom.xml --kept --remove \"a;b\"",
        "runs --stat x, unknown option '--stat', did you mean '--state'?",
        "iam-policy x --for y, \"--for: 'y' is none of check, execute, watch, drill, guard, residue,"
            + " failover, recover, parameters, snapshot\", use: lifeboat iam-policy PLAN",
        "check x --format sarf, \"--format: 'sarf' is none of text, json, sarif, junit\","
            + " use: lifeboat check PLAN",
        "runs --json=maybe, --json: 'maybe' is neither true nor false, use: lifeboat runs",
        "failover x --to, --to needs a value, use: lifeboat failover PLAN",
        "failover x --to --json, --to needs a value, use: lifeboat failover PLAN",
        "simulate x --runs y, 'y' is no whole number, use: lifeboat simulate PLAN"
      })
  void a_mistake_is_told_in_words_of_whoever_made_it(String line, String happened, String action) {
    var told = Invocation.of((Object[]) line.split(" "));

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains(happened, action).doesNotContain("index");
  }

  @Test
  void a_document_has_the_command_to_type_as_the_text_has_it() {
    var told = Invocation.of("report", "nosuch", "--state", folder, "--json");

    var fix = told.json().path("fix").asString();
    assertThat(fix).contains("--state " + folder);
    assertThat(told.err()).contains("do    " + fix);
  }

  /// What cannot both be meant is not passed over in silence.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "runbook PLAN --json --format md, two forms of one answer",
        "runbook PLAN --role-policy, use --format asl",
        "runbook PLAN --part contacts --format text, use it with --format md or html",
        "runbook PLAN --part contacts --format mermaid, use it with --format md or html",
        "runbook PLAN --part decision --json, use it with --format md or html",
        "report RUN --review --json, --review is a text for people",
        "runbook PLAN --with-functions --format text, use --format asl",
        "runbook PLAN --without-functions --format json, use --format asl",
        "runbook PLAN --with-functions --without-functions --format asl, contradict each other",
        "check PLAN --plan-only --dns, --dns means nothing beside --plan-only",
        "drill PLAN --history --keep, --keep means nothing beside --history",
        "drill PLAN --history --confirm storefront, --confirm means nothing beside --history",
        "drill PLAN --tabletop --keep, --keep means nothing beside --tabletop",
        "ledger PLAN --kept --format csv, --format means nothing beside --kept",
        "resume RUN --confirm storefront, --confirm goes with --drop-claim alone",
        "resume RUN --drop-claim gone --undo, --undo means nothing beside --drop-claim",
        "resume RUN --drop-claim gone --accept-loss it, --accept-loss means nothing beside",
        "init x.yaml --from storefront --no-try, --no-try means nothing beside --from",
        "evidence verify RUN --key k --any-signer, --key means nothing beside --any-signer",
        "lab break PLAN front-door web, 'front-door' has no name beside it",
        "lab break PLAN region east --region west, '--region' goes with a resource alone",
        "lab break PLAN region east --latency 2s, '--latency' goes with 'link-slow' alone",
        "lab heal PLAN link-cut --latency 2s, '--latency' goes with 'link-slow' alone"
      })
  void options_that_contradict_each_other_are_refused(String line, String why) {
    var words = line.replace("PLAN", Invocation.STOREFRONT.toString()).split(" ");
    var told = Invocation.of((Object[]) words);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).startsWith("LB1004  ").contains(why);
  }

  /// What a region cannot do by itself is the function's, unless somebody wants none.
  @ParameterizedTest
  @CsvSource({
    "dr-lab-warm-standby, dr-lab",
    "lamp-pilot-light, lamp",
    "ecommerce-warm-standby, shop",
    "saas-tiers, acme",
    "saas-tiers, globex",
    "saas-tiers, initech"
  })
  void an_example_on_aws_prints_its_state_machine_as_it_stands(String example, String workload) {
    var plan = Path.of("..", "examples", example, "lifeboat.yaml");
    var told = Invocation.of("runbook", plan, "--workload", workload, "--format", "asl");

    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(told.out()).contains("StartAt", "lambda:invoke");
    var without =
        Invocation.of(
            "runbook", plan, "--workload", workload, "--format", "asl", "--without-functions");
    assertThat(without.exitCode()).isEqualTo(3);
    assertThat(without.err()).contains("LB2006", "leave --without-functions out");
  }

  @Test
  void a_lab_for_a_plan_on_aws_is_refused_and_no_state_folder_is_made_for_it() {
    var plan = Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");
    var state = folder.resolve("its");

    var told = Invocation.of("lab", "up", plan, "--state", state);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).startsWith("LB1005");
    assertThat(state).doesNotExist();
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
        .contains(
            "LB1005",
            "'zone-loss' cannot be held in regions of 'lab'",
            "nothing was broken",
            "service-loss");
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

  /// The rest of a longer line would begin at the left, where a command does.
  @Test
  void examples_and_exit_codes_stand_at_80_columns_as_they_are_written() {
    var nowhere = new PrintWriter(Writer.nullWriter());
    var plain = new Screens(true, true, false);
    var all = Main.ofAll(new Terminal(nowhere, nowhere, Optional.empty(), plain, 80));

    assertThat(withAllBelow(all))
        .hasSizeGreaterThan(40)
        .allSatisfy(command -> {
          var spec = command.getCommandSpec().usageMessage();
          assertThat(command.getUsageMessage().lines())
              .as(command.getCommandName())
              .containsAll(List.of(spec.header()))
              .containsAll(List.of(spec.footer()));
        });
  }

  private static Stream<CommandLine> withAllBelow(CommandLine line) {
    var below = line.getSubcommands().values().stream().flatMap(UsageTest::withAllBelow);
    return Stream.concat(Stream.of(line), below);
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
  void a_command_that_is_told_names_a_path_with_blanks_in_quotes() throws Exception {
    var plan = Files.writeString(folder.resolve("my plan.yaml"), "plan: x");

    assertThat(Invocation.of("check", plan).err()).contains("lifeboat check \"" + plan + "\"");
  }

  private static String help(boolean coloured, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Optional.empty(),
            new Screens(coloured, false, true),
            90);
    assertThat(Main.execute(terminal, words)).isZero();
    return out.toString();
  }
}
