package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.plan.GeneratedPlans;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whatever stands in a plan, whoever asks gets an answer in plain words or in one document,
/// and the exit code that the documents promise.
///
/// Method: plans out of a seed, valid and wrong ones, are given to eight commands: with a person at
/// a terminal, into a pipe, without any terminal, and as JSON. No lab is up, and the account of a
/// plan on AWS takes calls and answers none; since each waits for that, one place in turn asks it.
final class GeneratedPlansTest {
  private static final long SEED = 20_261_134;
  private static final int PLANS = 10;
  private static final int PROCESSES = 3;
  private static final int MANY_PLANS = 200;
  private static final int MANY_PROCESSES = 40;
  private static final Path ON_AWS =
      Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");

  /// @param asksRegions whether it would ask an account
  /// @param exitCodes those that its help or the guide has for it
  private record Line(String words, boolean asksRegions, Set<Integer> exitCodes) {}

  private static final List<Line> LINES =
      List.of(
          new Line("check {plan}", true, Set.of(0, 2, 3, 4)),
          new Line("check {plan} --plan-only", false, Set.of(0, 2)),
          new Line("status {plan}", true, Set.of(0, 2, 3)),
          new Line("runbook {plan}", false, Set.of(0, 2, 3)),
          new Line("failover {plan} --dry-run", true, Set.of(0, 2, 3, 4)),
          new Line("doctor {plan}", true, Set.of(0, 2, 3)),
          new Line("simulate {plan} --runs 2", false, Set.of(0, 1, 2, 3)),
          new Line("iam-policy {plan}", false, Set.of(0, 2, 3)));

  /// Variables, and what stands for them in this process.
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "AWS_ENDPOINT_URL", "aws.endpointUrl",
          "AWS_ACCESS_KEY_ID", "aws.accessKeyId",
          "AWS_SECRET_ACCESS_KEY", "aws.secretAccessKey",
          "AWS_EC2_METADATA_DISABLED", "aws.disableEc2Metadata");

  /// Words of Java, and what only a screen understands.
  private static final List<Pattern> NEVER =
      List.of(
          Pattern.compile("\tat |Exception|internal error|Optional\\[|\\bjavax?\\."),
          Pattern.compile("(?<!/dev/)\\bnull\\b"),
          Pattern.compile("\\b[A-Z][a-z]\\w*\\[(\\w+=.*)?]"),
          Pattern.compile("\\b[A-Z]\\w*\\$[A-Z0-9]"),
          Pattern.compile("\\w@[0-9a-f]{5,}"));

  private enum Place {
    TERMINAL,
    PIPE,
    NO_TERMINAL,
    JSON
  }

  @TempDir private Path folder;

  /// It takes a connection and never answers.
  private ServerSocket silent;

  @Test
  void a_few_plans_get_answers_in_words_or_one_document() throws Exception {
    inThisProcess(PLANS);
  }

  @Test
  @Tag("proof")
  @Timeout(3600)
  void two_hundred_plans_get_answers_in_words_or_one_document() throws Exception {
    inThisProcess(MANY_PLANS);

    silent.setSoTimeout(1);
    try (var asked = silent.accept()) {
      assertThat(asked.isConnected()).as("the account was asked").isTrue();
    }
  }

  @Test
  void a_few_processes_answer_as_their_commands_do() throws Exception {
    asProcesses(PROCESSES);
  }

  @Test
  @Tag("proof")
  @Timeout(3600)
  void forty_processes_answer_as_their_commands_do() throws Exception {
    asProcesses(MANY_PROCESSES);
  }

  /// A code that is expected here and told nowhere would be a promise that nobody can read. Where
  /// the help of a command names its own, those of wrong plans are the guide's.
  @Test
  void each_code_that_is_expected_is_told_by_the_help() {
    for (var line : LINES) {
      var own = codes(Invocation.of("help", line.words().split(" ")[0]).out());
      var told = own.isEmpty() ? codes(Invocation.of("help").out()) : own;
      told.add(2);
      assertThat(told).as(line.words()).containsAll(line.exitCodes());
    }
  }

  /// Those that stand between `Exit codes:` and the next paragraph.
  private static Set<Integer> codes(String help) {
    var paragraph =
        Pattern.compile("(?s)Exit codes: (.*?)\\n(Example|Environment|A )").matcher(help);
    return paragraph.find()
        ? Pattern.compile("\\b\\d{1,3}\\b")
            .matcher(paragraph.group(1))
            .results()
            .map(it -> Integer.valueOf(it.group()))
            .collect(Collectors.toCollection(HashSet::new))
        : new HashSet<>();
  }

  private String next(GeneratedPlans plans) throws IOException {
    return plans.next(Files.readString(Invocation.STOREFRONT), Files.readString(ON_AWS));
  }

  /// What the usual variables and properties say of an account at `port`.
  private static Map<String, String> account(int port) {
    return Map.of(
        "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
        "AWS_ACCESS_KEY_ID", "nobody",
        "AWS_SECRET_ACCESS_KEY", "nothing",
        "AWS_EC2_METADATA_DISABLED", "true");
  }

  @BeforeEach
  void make_an_account() throws IOException {
    silent = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    account(silent.getLocalPort())
        .forEach((variable, value) -> System.setProperty(PROPERTIES.get(variable), value));
  }

  @AfterEach
  void close_the_account() throws IOException {
    PROPERTIES.values().forEach(System::clearProperty);
    silent.close();
  }

  private static List<Place> places(Line line, Path plan, int turn) {
    var all = List.of(Place.values());
    return line.asksRegions() && hasAccount(plan) ? List.of(all.get(turn % all.size())) : all;
  }

  /// What is wrong with a plan is told before anybody asks its account.
  private static boolean hasAccount(Path plan) {
    try {
      return Kinds.read(plan).plan().primary().provider().equals("aws");
    } catch (ProblemException wrong) {
      return false;
    }
  }

  private void inThisProcess(int count) throws Exception {
    var plans = new GeneratedPlans(SEED);
    var seen = new HashSet<Integer>();
    for (int i = 0; i < count; i++) {
      var text = next(plans);
      var plan = Files.writeString(folder.resolve("lifeboat.yaml"), text);
      for (var line : LINES) {
        var exitCodes = new HashSet<Integer>();
        for (var place : places(line, plan, i + LINES.indexOf(line))) {
          var told = invoke(place, line.words().replace("{plan}", plan.toString()));
          require(told, place, line, "seed %d, plan %d: %s".formatted(SEED, i, text));
          exitCodes.add(told.exitCode());
        }
        assertThat(exitCodes).as("%s of plan %d", line.words(), i).hasSize(1);
        seen.addAll(exitCodes);
      }
    }
    assertThat(seen).as("plans of both kinds").contains(0, 2, 3);
  }

  private Invocation invoke(Place place, String line) {
    var words = new ArrayList<>(List.of(line.split(" ")));
    if (place == Place.JSON) {
      words.addAll(List.of("--json", "--progress", "json"));
    }
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            place == Place.TERMINAL || place == Place.PIPE
                ? Optional.of(_ -> Optional.empty())
                : Optional.empty(),
            new Screens(place == Place.TERMINAL, place == Place.TERMINAL, true),
            place == Place.TERMINAL ? 80 : 10_000);
    int exitCode = Main.execute(terminal, words.toArray(String[]::new));
    return new Invocation(exitCode, out.toString(), err.toString());
  }

  private void asProcesses(int count) throws Exception {
    var plans = new GeneratedPlans(SEED);
    try (var checkout = new BuiltCheckout(false)) {
      for (int i = 0; i < count; i++) {
        var text = next(plans);
        var line = LINES.get(i % LINES.size());
        // A command that comes again is asked at the next place.
        var place = Place.values()[(i + i / LINES.size()) % Place.values().length];
        var plan = Files.writeString(folder.resolve("lifeboat.yaml"), text);
        var variables = new StringBuilder("env");
        account(silent.getLocalPort())
            .forEach((name, value) -> variables.append(" %s=%s".formatted(name, value)));
        var typed = variables + " $lifeboat " + line.words().replace("{plan}", plan.toString());
        var ended =
            checkout.sh(
                folder,
                switch (place) {
                  case TERMINAL -> "script -qefc \"%s\" /dev/null".formatted(typed);
                  case PIPE -> typed;
                  case NO_TERMINAL -> "exec setsid -w " + typed;
                  case JSON -> typed + " --json --progress json";
                });
        require(
            new Invocation(ended.exitCode(), ended.out(), ended.err()),
            place,
            line,
            "seed %d, plan %d: %s".formatted(SEED, i, text));
      }
    }
  }

  private static void require(Invocation told, Place place, Line line, String plan) {
    var what = "%s at %s: %s\n%s".formatted(line.words(), place, told, plan);
    assertThat(line.exitCodes()).as(what).contains(told.exitCode());
    // In a document it is a value; as a text it is none of ours.
    var all = (told.out() + told.err()).replaceAll("(?<=[:,\\[])null(?=[,}\\]])", "-");
    for (var never : NEVER) {
      if (!never.matcher(plan).find()) {
        assertThat(all).as(what).doesNotContainPattern(never);
      }
    }
    if (place != Place.TERMINAL) {
      assertThat(all).as(what).doesNotContain("\u001b");
    }
    if (place == Place.JSON) {
      var document = told.json();
      assertThat(Schemas.mistakes(document)).as(what).isEmpty();
      ContractTest.requireJsonLines(told.err());
      if (document.has("exitCode")) {
        assertThat(document.path("exitCode").asInt()).as(what).isEqualTo(told.exitCode());
      }
    } else {
      assertThat(all).as(what).isNotBlank();
    }
  }
}
