package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.init.ShippedExamples;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.PastRuns;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.LagNotes;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;

class AssessCommandTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Path DR_LAB = EXAMPLES.resolve("dr-lab-warm-standby/lifeboat.yaml");
  private static final String AT = "2026-11-26T12:00:00Z";

  @TempDir private Path folder;

  /// Issue 24, part 8: input is plan, price table, history and time.
  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "md", "html", "sarif", "junit"})
  void the_same_input_gives_the_same_bytes(String format) {
    var before = Locale.getDefault();
    try {
      var one = assess(DR_LAB, "--format", format);
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      var other = assess(DR_LAB, "--format", format);

      assertThat(other.out()).isEqualTo(one.out()).isNotBlank();
    } finally {
      Locale.setDefault(before);
    }
  }

  /// Issue 24's own example: seed 001's monthly cost, 377 with 163 for recovery, and guards in both
  /// regions, 19.50 each.
  @Test
  void the_document_has_strategy_estimates_and_cost() {
    var row = assess(DR_LAB, "--json").json().at("/workloads/0");

    assertThat(row.path("name").asString()).isEqualTo("dr-lab");
    assertThat(row.path("strategy").asString()).isEqualTo("warm-standby");
    assertThat(row.at("/rto/objectiveSeconds").asDouble()).isEqualTo(1800);
    assertThat(row.at("/rto/estimateSeconds").asDouble()).isEqualTo(693);
    assertThat(row.at("/rto/basis").asString()).isEqualTo("assumed");
    assertThat(row.at("/monthlyCost/amount").asDouble()).isEqualTo(416);
    assertThat(row.at("/monthlyCost/forRecovery").asDouble()).isEqualTo(182.5);
    assertThat(row.at("/monthlyCost/currency").asString()).isEqualTo("USD");
  }

  /// What cannot be read is no drill that is missing.
  @Test
  void a_drill_that_cannot_be_read_is_no_drill_that_never_was() throws Exception {
    var run = "20261119-080000-aaaa";
    new PastRuns(folder).drill(run, "passed");
    Files.writeString(folder.resolve("runs").resolve(run).resolve("result.json"), "{");

    var told = Invocation.of("assess", Invocation.STOREFRONT, "--state", folder);
    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("LB4009", "1 of 1 run cannot be read", "--history none");
    assertThat(
            Invocation.of(
                    "assess",
                    Invocation.STOREFRONT,
                    "--state",
                    folder,
                    "--at",
                    "2026-11-18T00:00:00Z")
                .exitCode())
        .as("it began later")
        .isZero();
  }

  static List<String> examples() throws Exception {
    return ShippedExamples.ofThisProcess().names();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void each_example_is_assessed_without_a_grave_finding(String example) {
    var told = assess(EXAMPLES.resolve(example).resolve("lifeboat.yaml"), "--fail-on", "high");

    assertThat(told.exitCode()).as(told.out()).isZero();
  }

  /// Goal: nobody takes backups for a way to recover where no move by them has a runbook.
  @Test
  void backups_that_nothing_restores_from_are_no_runbook_and_promise_no_log() throws Exception {
    var text =
        Files.readString(EXAMPLES.resolve("dr-lab-backup-restore/lifeboat.yaml"))
                .replace("    verify:", "    backup: { to: offsite, logs: 5m }\n    verify:")
            + "vaults: { offsite: { url: kept } }\n";
    var plan = Files.writeString(folder.resolve("backups.yaml"), text);

    var told = assess(plan, "--json").json();

    assertThat(codes(told.path("findings"), "code")).contains("LB8004");
    assertThat(told.at("/workloads/0/rpo/estimateSeconds").asLong()).isEqualTo(4 * 3600);
  }

  /// Goal: who chooses between both fences sees what a guard costs.
  @Test
  void a_guard_is_on_the_bill_of_a_plan_that_has_one_alone() {
    assertThat(items(DR_LAB)).contains("guard");
    assertThat(items(DR_LAB.resolveSibling("without-guard.yaml")))
        .isNotEmpty()
        .doesNotContain("guard");
  }

  private static List<String> items(Path plan) {
    return assess(plan, "--json").json().findValuesAsString("item");
  }

  @ParameterizedTest
  @CsvSource({"high, 3", "medium, 3", "low, 3"})
  void a_finding_that_is_as_grave_ends_with_3(String least, int exitCode) throws Exception {
    var weak = edited("strategy: warm-standby", "strategy: backup-and-restore");

    assertThat(assess(weak, "--fail-on", least).exitCode()).isEqualTo(exitCode);
    assertThat(assess(weak).exitCode()).isZero();
  }

  /// The gravest are errors in SARIF and failures in JUnit; each has its code.
  @Test
  void a_build_gets_each_finding() throws Exception {
    var weak = edited("strategy: warm-standby", "strategy: backup-and-restore");
    var findings = assess(weak, "--json").json().path("findings");

    var results = CheckFormatTest.sarif(assess(weak, "--format", "sarif")).at("/runs/0/results");
    var cases = CheckFormatTest.xml(assess(weak, "--format", "junit"));

    assertThat(codes(results, "ruleId")).isEqualTo(codes(findings, "code"));
    assertThat(codes(findings, "code")).contains("LB8001", "LB8002", "LB8003", "LB8004");
    assertThat(results.at("/0/level").asString()).isEqualTo("error");
    var suite = (Element) cases.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name")).isEqualTo("lifeboat assess");
    assertThat(cases.getElementsByTagName("testcase").getLength()).isEqualTo(findings.size() + 1);
    assertThat(suite.getAttribute("failures"))
        .isEqualTo(
            Long.toString(
                findings
                    .valueStream()
                    .filter(it -> it.path("severity").asString().equals("high"))
                    .count()));
  }

  @Test
  void a_build_gets_a_document_for_a_plan_that_is_wrong_too() throws Exception {
    var told = assess(new Givens(folder).make("ten-mistakes").plan(), "--format", "sarif");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(CheckFormatTest.sarif(told).at("/runs/0/results").size()).isEqualTo(10);
  }

  @Test
  void markdown_has_a_table_of_the_four_strategies_and_one_of_the_findings() {
    var told = assess(DR_LAB, "--format", "md").out();

    assertThat(told)
        .startsWith("# Assessment of dr-lab\n")
        .contains("| strategy | out | lost | a month | recovery |")
        .contains("| warm-standby (planned) | 11 min 33 s | 5 min | 416.00 USD | 182.50 USD |")
        .contains("| severity | code | workload | finding | fix |")
        .contains("| SOC 2 (TSC 2017) | A1.3 | tests of recovery | unknown |");
  }

  /// Goal: who reads the advice sees what would stand where, what takes the time, and what is paid
  /// for nothing.
  @Test
  void documents_have_a_sketch_of_each_strategy_the_longest_way_and_savings() {
    var told = assess(DR_LAB, "--format", "md").out();

    assertThat(told)
        .contains("```text\nbackup-and-restore\n", "```text\nactive-active\n")
        .contains(
            "longest way of its failover: approve 5 min (assumed), promote-database 5 min (assumed)")
        .contains("a month: reserved: databases and instances that always run, for a year");
    var row = assess(DR_LAB, "--json").json().at("/workloads/0");
    assertThat(row.at("/path/0/step").asString()).isEqualTo("approve");
    assertThat(row.at("/path/0/basis").asString()).isEqualTo("assumed");
    assertThat(row.at("/savings/0/amount").asDouble()).isPositive();
  }

  /// Issue 24, part 5: of an RTO of 30 min the estimate of 11 min 33 s may take 2.6 times as long.
  @Test
  void what_other_inputs_would_change_is_told_in_every_form() {
    var meaning = "what if, one by one: expected loss a year";
    var turn = "above 30 min (2.60 times): active-active is recommended";

    assertThat(assess(DR_LAB).out()).contains(meaning, "rto-estimate", turn);
    assertThat(assess(DR_LAB, "--format", "md").out())
        .contains(
            "## dr-lab: sensitivity", meaning, "| what if | assumed | halved | doubled |", turn);
    assertThat(assess(DR_LAB, "--format", "html").out()).contains("dr-lab: sensitivity", turn);
    var row = assess(DR_LAB, "--json").json().at("/workloads/0");
    var estimate =
        row.path("sensitivity")
            .valueStream()
            .filter(it -> it.path("input").asString().equals("rto-estimate"))
            .findFirst()
            .orElseThrow();
    assertThat(estimate.path("value").asDouble()).isEqualTo(693);
    assertThat(estimate.path("unit").asString()).isEqualTo("seconds");
    assertThat(estimate.at("/halved/recommended").asString()).isEqualTo("warm-standby");
    assertThat(estimate.at("/tips/0/answer").asString()).isEqualTo("recommended");
    assertThat(estimate.at("/tips/0/value").asDouble()).isEqualTo(1800);
    assertThat(estimate.at("/tips/0/above").asBoolean()).isTrue();
  }

  /// What was measured counts, and says when; a drill after the moment of `--at` is not known yet.
  @Test
  void a_drill_that_passed_takes_the_place_of_what_is_assumed() throws Exception {
    var state = Files.createDirectories(folder.resolve("state"));
    new PastRuns(state).drill("20261119-080000-aaaa", "passed");

    var row = measured(state, AT).at("/workloads/0");
    var before = measured(state, "2026-11-18T12:00:00Z");

    assertThat(row.at("/rto/basis").asString()).isEqualTo("measured");
    assertThat(row.at("/rto/estimateSeconds").asDouble()).isEqualTo(0.91);
    assertThat(row.at("/rpo/estimateSeconds").asDouble()).isEqualTo(0.04);
    assertThat(row.at("/rto/provenAt").asString()).startsWith("2026-11-19T");
    assertThat(row.at("/rto/measured/medianSeconds").asDouble()).isEqualTo(0.91);
    assertThat(row.at("/rto/measured/runs").asInt()).isEqualTo(1);
    assertThat(before.at("/workloads/0/rto/measured").isNull()).isTrue();
    assertThat(codes(measured(state, AT).path("findings"), "code")).doesNotContain("LB8012");
    assertThat(before.at("/workloads/0/rto/basis").asString()).isEqualTo("assumed");
    assertThat(codes(before.path("findings"), "code")).contains("LB8012");
    assertThat(codes(measured(state, "2027-11-26T12:00:00Z").path("findings"), "code"))
        .as("a year later")
        .contains("LB8012");
  }

  /// Issue 24, part 3: an RPO says measured or assumed, when it was last proven, and how it is
  /// spread.
  @Test
  void a_loss_that_drills_measured_is_told_with_its_spread() throws Exception {
    var state = Files.createDirectories(folder.resolve("state"));
    var words = List.of("assess", Invocation.STOREFRONT, "--state", state, "--at", AT);
    var assumed = Invocation.of(words.toArray()).out();

    new PastRuns(state).drill("20261119-080000-aaaa", "passed");

    assertThat(assumed).contains("(assumed)").doesNotContain("by the median");
    assertThat(Invocation.of(words.toArray()).out())
        .containsPattern("loses 0\\.0 s of .* \\(measured, last proven 2026-11-19T")
        .containsPattern("1 drill of a lost region: lost 0\\.0 s by the median, 0\\.0 s at most");
  }

  /// Issue 24, part 3: so does what a watch saw of the copies, in days without a drill.
  @Test
  void copies_that_a_watch_saw_tell_what_would_be_lost() throws Exception {
    var state = Files.createDirectories(folder.resolve("state"));
    var watched = Files.createDirectories(state.resolve("watch").resolve("storefront"));
    var shop = Kinds.read(Invocation.STOREFRONT).plan().workload("shop");
    var store = shop.copiedLater().iterator().next();
    var notes = new LagNotes(new WatchFolder(watched), shop, "east");
    for (int hour = 30; hour > 0; hour--) {
      var at = Instant.parse(AT).minus(Duration.ofHours(hour));
      notes.looked(Backlog.of(Map.of(store, at.minusSeconds(hour))), at);
    }

    var row = measured(state, AT).at("/workloads/0");

    assertThat(row.at("/rpo/estimateSeconds").asDouble()).isEqualTo(30);
    assertThat(row.at("/rpo/basis").asString()).isEqualTo("measured");
    assertThat(row.at("/rpo/lag/hours").asInt()).isEqualTo(30);
    assertThat(row.at("/rto/basis").asString()).isEqualTo("assumed");
    assertThat(Invocation.of("assess", Invocation.STOREFRONT, "--state", state, "--at", AT).out())
        .contains("(measured, behind for 30 s at most in 99 of 100 of 30 watched hours)");
    assertThat(measured(state, "2026-11-01T12:00:00Z").at("/workloads/0/rpo/basis").asString())
        .as("before anybody watched")
        .isEqualTo("assumed");
  }

  @Test
  void prices_of_ones_own_take_the_place_of_the_shipped() throws Exception {
    var shipped =
        Files.readString(
            Path.of("..", "assess/src/main/resources/dev/lifeboat/assess/prices.json"));
    var own = Files.writeString(folder.resolve("own.json"), shipped.replace("USD", "EUR"));

    var cost = assess(DR_LAB, "--prices", own, "--json").json().at("/workloads/0/monthlyCost");

    assertThat(cost.path("currency").asString()).isEqualTo("EUR");
    assertThat(cost.path("amount").asDouble()).isEqualTo(416);
  }

  /// Goal: a pull request is held against the branch that it comes from.
  @Test
  void what_is_worse_than_a_baseline_is_told_and_alone_fails_a_build() throws Exception {
    var plan = Files.copy(Invocation.STOREFRONT, folder.resolve("plan.yaml"));
    var before = Files.writeString(folder.resolve("before.json"), assess(plan, "--json").out());

    var same = assess(plan, "--baseline", before, "--fail-on", "low");
    assertThat(same.exitCode()).as(same.out()).isZero();
    assertThat(same.out()).contains("nothing is worse than the baseline");

    var weak = edited("strategy: warm-standby", "strategy: pilot-light");
    var worse = assess(weak, "--baseline", before, "--fail-on", "high", "--json");
    assertThat(worse.exitCode()).isEqualTo(3);
    assertThat(codes(worse.json().path("worse"), "what")).contains("rto", "LB8001");
    assertThat(assess(plan, "--json").json().path("worse").isNull()).isTrue();
  }

  /// A finding that was there grows: what is lost with the region, or the cost above the budget.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "beside: { dns: [east] } | dns: [east] | dns: [east], secrets: [east] | LB8017",
        "budget: 1 USD | warm-standby | active-active | LB8016"
      })
  void a_finding_that_grows_fails_a_build(String assess, String what, String by, String code)
      throws Exception {
    var plan = edited("workloads:", "assess: { %s }\nworkloads:".formatted(assess));
    var before = Files.writeString(folder.resolve("before.json"), assess(plan, "--json").out());
    Files.writeString(plan, Files.readString(plan).replace(what, by));

    var told = assess(plan, "--baseline", before, "--fail-on", "high", "--json");

    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(codes(told.json().path("worse"), "what")).contains(code);
  }

  @ParameterizedTest
  @CsvSource({"{, it is no JSON", "{}, it is no whole document"})
  void a_file_that_is_no_baseline_is_refused(String text, String why) throws Exception {
    var file = Files.writeString(folder.resolve("before.json"), text);
    var told = assess(Invocation.STOREFRONT, "--baseline", file);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("LB1004", "cannot be used as a baseline", why);
  }

  @Test
  void an_accepted_finding_stands_apart_in_the_document() throws Exception {
    var plan =
        edited(
            "workloads:",
            "assess: { accepted: [ { code: LB8006, because: x, until: 2027-01-01 } ] }\nworkloads:");
    var told = assess(plan, "--json").json();

    assertThat(codes(told.path("accepted"), "code")).containsExactly("LB8006");
    assertThat(codes(told.path("findings"), "code")).doesNotContain("LB8006");
    assertThat(assess(plan).out()).contains("accepted until 2027-01-01: LB8006 storefront");
  }

  @Test
  void what_a_review_asked_for_is_told_until_it_is_taken_out() throws Exception {
    var plan =
        edited(
            "workloads:",
            "assess: { followUps: [ { what: alarm on lag, owner: ada, until: 2026-11-25 } ] }\n"
                + "workloads:");
    var told = assess(plan, "--json").json();

    assertThat(told.at("/followUps/0/what").asString()).isEqualTo("alarm on lag");
    assertThat(codes(told.path("findings"), "code")).contains("LB8020");
    assertThat(assess(plan).out()).contains("follow-up of ada until 2026-11-25: alarm on lag\n");
  }

  @Test
  void a_page_for_people_has_map_frontier_and_findings_and_asks_nobody() throws Exception {
    var plan =
        edited(
            "workloads:",
            """
            workloads:
              stock:
                objectives: { rto: 1m, rpo: 15m }
                resources: { stock-web: { type: service, run: [serve] } }\
            """);
    Files.writeString(
        plan, Files.readString(plan).replace("    owner:", "    dependsOn: [stock]\n    owner:"));
    var page = CheckFormatTest.xml(assess(plan, "--format", "html"));

    var text = page.getDocumentElement().getTextContent();
    assertThat(text).contains("Assessment of storefront", "LB8001", "Evidence for controls");
    assertThat(page.getElementsByTagName("svg").getLength())
        .as("of one map and two frontiers, each wide and narrow")
        .isEqualTo(6);
    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(assess(plan, "--format", "html").out()).doesNotContain("http://", "https://");
  }

  @Test
  void write_puts_the_recommended_strategy_into_the_plan_and_nothing_else() throws Exception {
    var plan = edited("strategy: warm-standby", "strategy: pilot-light # for now");
    var before = Files.readString(plan);

    var told = assess(plan, "--write");
    assertThat(told.exitCode()).isZero();
    assertThat(told.err()).contains("shop: strategy warm-standby was written");
    assertThat(Files.readString(plan))
        .isEqualTo(before.replace("strategy: pilot-light #", "strategy: warm-standby #"));

    var after = Files.getLastModifiedTime(plan);
    assertThat(assess(plan, "--write").err())
        .contains("nothing was written: each workload has the strategy that is recommended");
    assertThat(Files.getLastModifiedTime(plan)).isEqualTo(after);
  }

  @Test
  void write_leaves_a_file_that_nobody_may_write_as_it_is() throws Exception {
    var plan = edited("strategy: warm-standby", "strategy: pilot-light");
    var before = Files.readString(plan);
    Files.setPosixFilePermissions(plan, PosixFilePermissions.fromString("r--r--r--"));

    var told = assess(plan, "--write");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("LB1002", "cannot be written", "it is as it was");
    assertThat(Files.readString(plan)).isEqualTo(before);
  }

  /// What no run can follow stays for a person.
  @Test
  void write_says_why_it_left_a_strategy_out() throws Exception {
    var plan = edited("rto: 15m", "rto: 10s");
    assertThat(assess(plan, "--write").err())
        .contains(
            "shop: strategy active-active was not written: Lifeboat has no runbook for it yet")
        .doesNotContain("nothing was written");
  }

  @Test
  void the_total_is_told_also_where_nothing_grows() {
    assertThat(assess(DR_LAB).out())
        .contains("all workloads cost 416.00 USD a month\n")
        .doesNotContain("in a year");
  }

  /// What can be pasted from a screen can be pasted from a page, and from what a build shows.
  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "md", "html", "sarif", "junit"})
  void a_fix_names_the_plan(String format) {
    var runs = List.<Object>of("--history", "runs", "--state", folder);
    var words =
        Stream.concat(Stream.of("assess", Invocation.STOREFRONT, "--at", AT), runs.stream());
    var told = Invocation.of(Stream.concat(words, Stream.of("--format", format)).toArray()).out();

    assertThat(told).contains("storefront/lifeboat.yaml --workload shop").doesNotContain("PLAN --");
  }

  private JsonNode measured(Path state, String at) {
    return Invocation.of("assess", Invocation.STOREFRONT, "--json", "--at", at, "--state", state)
        .json();
  }

  private Path edited(String what, String by) throws Exception {
    var plan = Files.readString(Invocation.STOREFRONT);
    assertThat(plan).contains(what);
    return Files.writeString(folder.resolve("plan.yaml"), plan.replace(what, by));
  }

  private static Invocation assess(Path plan, Object... more) {
    return Invocation.of(
        Stream.concat(Stream.of("assess", plan, "--at", AT, "--history", "none"), Stream.of(more))
            .toArray());
  }

  private static java.util.List<String> codes(JsonNode rows, String key) {
    return rows.valueStream().map(row -> row.path(key).asString()).toList();
  }
}
