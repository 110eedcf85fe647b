package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every command: exit codes, one document with `--json`, and readable words.
class ContractTest {

  @TempDir private Path folder;

  /// Each command with the arguments that it needs.
  static Stream<List<String>> commands() {
    var plan = Invocation.STOREFRONT.toString();
    return Stream.of(
        List.of("drill", plan),
        List.of("lab", "up", plan),
        List.of("lab", "status", plan),
        List.of("lab", "break", plan, "region", "east"),
        List.of("lab", "heal", plan, "region", "east"),
        List.of("lab", "down", plan),
        List.of("check", plan),
        List.of("runbook", plan),
        List.of("failover", plan),
        List.of("switchover", plan),
        List.of("failback", plan),
        List.of("watch", plan),
        List.of("status", plan));
  }

  static Stream<List<String>> commandsWithoutPlan() {
    return Stream.of(
        List.of("resume"),
        List.of("runs"),
        List.of("report", "nosuchrun"),
        List.of("evidence", "verify", "nosuchrun"),
        List.of("evidence", "seal", "nosuchrun"),
        List.of("explain", "LB3001"));
  }

  /// Each command that says how things stand without a lab, with its exit code and schema then.
  static Stream<List<String>> withoutALab() {
    var plan = Invocation.STOREFRONT.toString();
    return Stream.of(
        List.of("3", "lifeboat.error/v1", "lab", "status", plan),
        List.of("3", "lifeboat.error/v1", "lab", "break", plan, "region", "east"),
        List.of("3", "lifeboat.error/v1", "lab", "heal", plan, "region", "east"),
        List.of("0", "lifeboat.lab-down/v1", "lab", "down", plan),
        List.of("3", "lifeboat.check/v1", "check", plan),
        List.of("0", "lifeboat.runbook/v1", "runbook", plan),
        List.of("3", "lifeboat.error/v1", "failover", plan, "--dry-run"),
        List.of("3", "lifeboat.error/v1", "switchover", plan),
        List.of("3", "lifeboat.error/v1", "failback", plan),
        List.of("3", "lifeboat.error/v1", "watch", plan),
        List.of("3", "lifeboat.status/v1", "status", plan),
        List.of("2", "lifeboat.error/v1", "resume"),
        List.of("0", "lifeboat.runs/v1", "runs"),
        List.of("2", "lifeboat.error/v1", "report", "nosuchrun"),
        List.of("2", "lifeboat.error/v1", "evidence", "verify", "nosuchrun"),
        List.of("2", "lifeboat.error/v1", "evidence", "seal", "nosuchrun"));
  }

  @ParameterizedTest
  @MethodSource({"commands", "commandsWithoutPlan"})
  void an_unknown_option_is_bad_usage_with_the_line_to_use(List<String> command) {
    var text = run(command, "--nosuchoption");
    var json = run(command, "--nosuchoption", "--json");

    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.out()).isEmpty();
    assertThat(text.err()).contains("LB1004", "--nosuchoption", "lifeboat " + command.getFirst());
    assertReadable(text);
    assertError(json, 2, "LB1004");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void a_missing_plan_is_told_with_its_path(List<String> command) {
    var words = command.stream().map(w -> w.endsWith(".yaml") ? "no/such.yaml" : w).toList();
    var text = run(words);
    var json = run(words, "--json");

    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.err()).contains("LB1002", "no/such.yaml");
    assertReadable(text);
    assertError(json, 2, "LB1002");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_mistake_of_a_plan_is_told_at_once(List<String> command) throws Exception {
    var plan = folder.resolve("ten.yaml");
    Files.writeString(plan, TEN_MISTAKES);
    var words = command.stream().map(w -> w.endsWith(".yaml") ? plan.toString() : w).toList();
    var text = run(words);

    assertThat(text.exitCode()).isEqualTo(2);
    assertThat(text.err().lines().filter(line -> line.matches(" {2}.*ten\\.yaml:\\d+:\\d+: .*")))
        .hasSize(10);
    assertReadable(text);
    assertError(run(words, "--json"), 2, "LB1001");
  }

  @ParameterizedTest
  @MethodSource("withoutALab")
  void without_a_lab_each_says_how_things_stand_and_makes_no_folder(List<String> expected) {
    int exitCode = Integer.parseInt(expected.getFirst());
    var command = expected.subList(2, expected.size());
    var text = run(command);
    var json = run(command, "--json");

    assertThat(text.exitCode()).isEqualTo(exitCode);
    assertReadable(text);
    assertThat(json.exitCode()).isEqualTo(exitCode);
    assertThat(json.json().path("schema").asString()).isEqualTo(expected.get(1));
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @ParameterizedTest
  @MethodSource({"commands", "commandsWithoutPlan"})
  void help_goes_to_standard_output_and_is_no_mistake(List<String> command) {
    boolean pair = List.of("lab", "evidence").contains(command.getFirst());
    var words = command.subList(0, pair ? 2 : 1);
    var help = run(words, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("Usage: lifeboat " + String.join(" ", words), "--json");
    assertReadable(help);
  }

  private Invocation run(List<String> command, String... more) {
    var words = new ArrayList<Object>(command);
    words.addAll(List.of(more));
    if (!words.contains("--help")) {
      words.addAll(List.of("--state", folder.resolve("state")));
    }
    return Invocation.of(words.toArray());
  }

  private static void assertError(Invocation json, int exitCode, String code) {
    assertThat(json.exitCode()).isEqualTo(exitCode);
    var error = json.json();
    assertThat(error.path("schema").asString()).isEqualTo("lifeboat.error/v1");
    assertThat(error.path("code").asString()).isEqualTo(code);
    assertThat(error.path("exitCode").asInt()).isEqualTo(exitCode);
    for (var field : List.of("type", "title", "detail", "why", "fix")) {
      assertThat(error.path(field).asString()).as(field).isNotBlank();
    }
  }

  private static void assertReadable(Invocation told) {
    var all = told.out() + told.err();
    assertThat(all).doesNotContainPattern("\\bnull\\b");
    assertThat(all).doesNotContain("\tat ", "Exception", "\u001b[");
    assertThat(all).doesNotContainPattern("(?m)^(SLF4J|WARNING|INFO|ERROR|\\d{2}:\\d{2}:)");
  }

  private static final String TEN_MISTAKES =
      """
      plan: Storefront
      regions:
        east: { provider: lab, role: primary }
        west: { provider: lab, role: primary }
      workloads:
        shop:
          criticality: critcal
          objectivs: { rto: 15m }
          objectives: { rto: 900, rpo: 5m }
          resources:
            orders: { type: database, replication: synchronus }
            images: { type: buckett }
            web:
              type: service
              uses: [orders, imagse]
          failover: { detect: { every: 20ms } }
      """;
}
