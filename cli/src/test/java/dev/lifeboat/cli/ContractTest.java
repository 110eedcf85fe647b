package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.files.MemoryFolders;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What holds for every command and each of its outcomes: the exit code, one document of a
/// published schema with `--json`, and readable words without. The rows are `contract.txt`'s.
class ContractTest {
  /// What they tell is of a state folder, and from another one it may be another.
  private static final Set<String> BY_STATE =
      Set.of(
          "assess",
          "check",
          "doctor",
          "drill-calendar",
          "plan-move",
          "preview",
          "proofs",
          "runs",
          "simulate",
          "status");

  @TempDir(factory = MemoryFolders.class)
  private Path folder;

  /// The rows that need no whole lab; LabContractTest has the others.
  static Stream<ContractRow> rows() {
    return ContractRow.all().stream().filter(row -> !row.never() && !row.needsLab());
  }

  /// Every command that does something itself, such as `lab up`, as the parser knows them.
  static List<String> commands() {
    var writer = new StringWriter();
    var all = Main.commandLine(Invocation.terminal(writer, writer), "--help");
    var leaves = new ArrayList<String>();
    addLeaves(all, "", leaves);
    return leaves;
  }

  private static void addLeaves(CommandLine line, String path, List<String> leaves) {
    line.getSubcommands()
        .forEach((name, command) -> {
          if (command.getCommandSpec().usageMessage().hidden()) {
            return;
          }
          if (command.getSubcommands().isEmpty()) {
            leaves.add((path + " " + name).strip());
          } else {
            addLeaves(command, path + " " + name, leaves);
          }
        });
  }

  /// One row of each command that takes a plan.
  static Stream<ContractRow> withPlan() {
    var first = new LinkedHashMap<String, ContractRow>();
    ContractRow.all().stream()
        .filter(row -> row.arguments().contains("{plan}"))
        .forEach(row -> first.putIfAbsent(row.command(), row));
    return first.values().stream();
  }

  @Test
  @Tag("invariant-43")
  void every_command_has_a_row_for_each_outcome() {
    var commands = commands();
    var rows = ContractRow.all();
    var missing = new ArrayList<String>();
    for (var command : commands) {
      for (var outcome : ContractRow.OUTCOMES) {
        if (rows.stream()
            .noneMatch(row -> row.command().equals(command) && row.outcome().equals(outcome))) {
          missing.add("%s | %s".formatted(command, outcome));
        }
      }
    }
    assertThat(missing)
        .as("rows that contract.txt lacks: what is given, exit code, schema and arguments of each")
        .isEmpty();
    assertThat(rows)
        .as("rows of commands and outcomes that there are")
        .allSatisfy(row -> {
          assertThat(commands).contains(row.command());
          assertThat(ContractRow.OUTCOMES).contains(row.outcome());
        });
  }

  /// Some need what no row has: an account of AWS (AwsPlanTest, ProvisionDocumentTest), people at a
  /// terminal (TabletopTest), or a drill of every scenario (DrillTableTest). Progress is no answer.
  @Test
  void every_document_is_printed_by_a_row() throws Exception {
    var printed = new ArrayList<>(ContractRow.all().stream().map(ContractRow::schema).toList());
    printed.addAll(List.of("adopt", "provision-run", "provision-unlock", "unprovision"));
    printed.addAll(List.of("drills", "progress", "tabletop"));

    assertThat(printed).containsAll(Schemas.listed());
  }

  @ParameterizedTest
  @MethodSource("rows")
  @Tag("invariant-43")
  void each_outcome_is_one_document_or_readable_words(ContractRow row) throws Exception {
    var givens = new Givens(Files.createDirectory(folder.resolve("text")));
    requireText(row, invoke(row.words(givens.make(row.given()))));

    if (row.hasForm()) {
      return; // It cannot be meant together with --json.
    }
    givens = new Givens(Files.createDirectory(folder.resolve("json")));
    var told = invoke(row.words(givens.make(row.given()), "--json", "--progress", "json"));
    requireJson(row, told);
    boolean asks = Collections.disjoint(row.arguments(), List.of("--plan-only", "none"));
    if (asks && BY_STATE.contains(row.schema())) {
      assertThat(told.json().path("state").asString(""))
          .isEqualTo(folder.resolve("json/state").toString());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void an_unknown_option_is_bad_usage_with_the_line_to_use(String command) {
    var row = rowOf(command);
    var given = new Givens.Given(Invocation.STOREFRONT, folder, "20261120-150411-7q2k");

    var text = invoke(row.words(given, "--nosuchoption"));
    var json = invoke(row.words(given, "--nosuchoption", "--json"));

    assertThat(text.err()).contains("LB1004", "--nosuchoption", "lifeboat " + command);
    assertThat(List.of(text.exitCode(), json.exitCode())).containsOnly(2);
    assertReadable(text);
    assertThat(json.json().path("code").asString()).isEqualTo("LB1004");
  }

  @ParameterizedTest
  @MethodSource("withPlan")
  void a_missing_plan_is_told_with_its_path(ContractRow row) {
    var text = invoke(row.words(new Givens.Given(Path.of("no/such.yaml"), folder, "")));

    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.err()).contains("LB1002", "no/such.yaml");
    assertReadable(text);
  }

  @ParameterizedTest
  @MethodSource("withPlan")
  void every_mistake_of_a_plan_is_told_at_once(ContractRow row) throws Exception {
    var text = invoke(row.words(new Givens(folder).make("ten-mistakes")));

    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.err().lines().filter(line -> line.matches(" {2}.*plan\\.yaml:\\d+:\\d+: .*")))
        .hasSize(10);
    assertReadable(text);
  }

  /// An editor shows each mistake where it is.
  @Test
  void a_program_gets_the_mistakes_of_a_plan_one_by_one() throws Exception {
    var told = invoke("check", new Givens(folder).make("ten-mistakes").plan(), "--json").json();

    assertThat(told.path("errors").size()).isEqualTo(10);
    var first = told.path("errors").get(0);
    assertThat(first.path("pointer").asString()).startsWith("/");
    assertThat(first.path("line").asInt()).isPositive();
    assertThat(told.path("detail").asString())
        .contains("%d:%d:".formatted(first.path("line").asInt(), first.path("column").asInt()));
    assertThat(Schemas.mistakes(told)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_goes_to_standard_output_and_is_no_mistake(String command) {
    var help = invoke(Stream.concat(Stream.of(command.split(" ")), Stream.of("--help")).toArray());

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("Usage: lifeboat " + command, "--json");
    assertReadable(help);
  }

  @Test
  void looking_makes_no_folder() {
    for (var command : List.of("check", "status", "runbook", "failover", "lab status", "runs")) {
      var row = rowOf(command);
      invoke(row.words(new Givens.Given(Invocation.STOREFRONT, folder.resolve("state"), "")));
      assertThat(folder.resolve("state")).as(command).doesNotExist();
    }
  }

  private static ContractRow rowOf(String command) {
    return ContractRow.all().stream()
        .filter(row -> row.command().equals(command) && !row.never())
        .min(Comparator.comparing(row -> row.outcome().equals("usage")))
        .orElseThrow();
  }

  /// As [Invocation#of], and nothing may reach the streams of the process past the terminal: a
  /// library that logs would write there.
  static Invocation invoke(Object... words) {
    var out = System.out;
    var err = System.err;
    var strayed = new ByteArrayOutputStream();
    var catcher = new PrintStream(strayed, true, StandardCharsets.UTF_8);
    try {
      System.setOut(catcher);
      System.setErr(catcher);
      return Invocation.of(words);
    } finally {
      System.setOut(out);
      System.setErr(err);
      assertThat(strayed.toString(StandardCharsets.UTF_8)).as("went past the terminal").isEmpty();
    }
  }

  static void requireText(ContractRow row, Invocation told) {
    assertThat(told.exitCode()).as("%s", told).isEqualTo(row.exitCode());
    if (row.isError()) {
      assertThat(told.out()).isEmpty();
      assertThat(told.err())
          .containsPattern("(?m)^%s  .+\\R(.*\\R)*  means .+\\R  do    .+".formatted(row.code()));
    } else {
      assertThat(told.out() + told.err()).isNotBlank();
    }
    assertReadable(told);
  }

  /// Each is a document of ours.
  static void requireJsonLines(String err) {
    assertThat(err.lines())
        .allSatisfy(line ->
            assertThat(Schemas.mistakes(OutputJson.read(line.getBytes(StandardCharsets.UTF_8))))
                .as(line)
                .isEmpty());
  }

  static void requireJson(ContractRow row, Invocation told) {
    assertThat(told.exitCode()).as("%s", told).isEqualTo(row.exitCode());
    var document = told.json();
    assertThat(document.path("schema").asString()).isEqualTo("lifeboat." + row.schema() + "/v1");
    assertThat(Schemas.mistakes(document)).as(told.out()).isEmpty();
    requireJsonLines(told.err());
    if (row.isError()) {
      assertThat(document.path("code").asString()).isEqualTo(row.code());
    }
    if (document.has("exitCode") && !row.schema().equals("explain")) {
      assertThat(document.path("exitCode").asInt()).isEqualTo(row.exitCode());
    }
  }

  static void assertReadable(Invocation told) {
    var all = told.out() + told.err();
    assertThat(all).doesNotContainPattern("(?<!/dev/)\\bnull\\b");
    assertThat(all).doesNotContain("\tat ", "Exception", "\u001b[");
    assertThat(all)
        .doesNotContainPattern(
            "(?m)^(SLF4J|WARN(ING)?|INFO|ERROR|SEVERE|DEBUG|TRACE|\\[[a-z][\\w-]*\\]|\\d{2}:\\d{2}:)");
  }
}
