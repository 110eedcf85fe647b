package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.PastRuns;
import dev.lifeboat.plan.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulateCommandTest {

  @TempDir private Path state;

  @Test
  void json_has_the_fields_that_were_promised() {
    var told = run("--runs", "60", "--seed", "7", "--json");

    assertThat(told.exitCode()).isZero();
    var document = told.json();
    assertThat(document.path("schema").asString()).isEqualTo("lifeboat.simulate/v1");
    assertThat(document.path("runs").asInt()).isEqualTo(60);
    assertThat(document.path("violations").asInt()).isZero();
    assertThat(document.path("seed").asInt()).isEqualTo(7);
    assertThat(document.path("seconds").isNumber()).isTrue();
    for (var figure : List.of("rto", "rpo")) {
      assertThat(document.path(figure).path("p50").isNumber()).as(figure).isTrue();
      assertThat(document.path(figure).path("p99").isNumber()).as(figure).isTrue();
      assertThat(document.path(figure).path("histogram").size()).as(figure).isPositive();
    }
    assertThat(document.path("failing").isEmpty()).isTrue();
  }

  @Test
  void people_see_how_rto_and_rpo_are_spread() {
    var told = run("--runs", "60");

    assertThat(told.exitCode()).isZero();
    assertThat(told.out())
        .startsWith("storefront/shop  60 worlds from seed 1, no rule broken")
        .contains("durations of steps: documented defaults")
        .containsPattern("endings  \\d+ done, \\d+ with nothing to move")
        .doesNotContain(" none")
        .containsPattern("RTO of \\d+ failovers: half within \\d+\\.\\d+ s")
        .containsPattern("RPO of \\d+ failovers: half within \\d+\\.\\d+ s")
        .contains("####");
  }

  /// A plan that holds its shares for minutes is not broken by it.
  @Test
  void no_example_that_is_shipped_breaks_a_rule() throws Exception {
    requireClean("--runs", "40");
  }

  @Test
  @Tag("proof")
  @Timeout(7_200)
  void no_example_that_is_shipped_breaks_a_rule_in_as_many_worlds_as_are_simulated_by_default()
      throws Exception {
    requireClean();
  }

  private void requireClean(String... more) throws Exception {
    for (var plan : plans()) {
      for (var workload : Kinds.read(plan).plan().workloads().values()) {
        var words = new ArrayList<Object>(List.of("simulate", plan, "--workload", workload.name()));
        words.addAll(List.of("--state", state));
        words.addAll(List.of(more));
        var told = Invocation.of(words.toArray());
        if (workload.strategy() == Strategy.BACKUP_AND_RESTORE) {
          assertThat(told.err()).as("no run recovers by it yet").startsWith("LB2006");
          continue;
        }
        assertThat(told.exitCode()).as(plan + " " + told).isZero();
        assertThat(told.out()).contains(" worlds from seed 1, no rule broken");
      }
    }
  }

  @Test
  void shares_that_are_held_for_minutes_break_no_rule() throws Exception {
    var storefront = Path.of("..", "examples", "storefront", "lifeboat.yaml");
    var text = Files.readString(storefront);
    var held = text.replace("    failover: {", "    failback: { hold: 10m }\n    failover: {");
    assertThat(held).isNotEqualTo(text);
    var plan = Files.writeString(state.resolve("held.yaml"), held);

    var told = Invocation.of("simulate", plan, "--state", state, "--runs", "60");

    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(told.out()).contains("60 worlds from seed 1, no rule broken");
  }

  /// As `init` writes it, and its README has it typed.
  @Test
  void a_plan_whose_fence_is_the_api_alone_is_simulated() throws Exception {
    var plan = Path.of("..", "examples", "dr-lab-warm-standby", "without-guard.yaml");

    var told = Invocation.of("simulate", plan, "--state", state, "--runs", "40");

    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(told.out()).contains("40 worlds from seed 1, no rule broken");
  }

  private static List<Path> plans() throws IOException {
    try (var files = Files.walk(Path.of("..", "examples"), 2)) {
      var plans = files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
      assertThat(plans).hasSizeGreaterThan(5);
      return plans;
    }
  }

  @Test
  void a_run_that_cannot_be_read_is_counted_apart_from_those_that_were_learned_from()
      throws Exception {
    var past = new PastRuns(state);
    past.open("20261119-080000-aaaa");
    past.open("20261120-080000-bbbb");
    Files.writeString(state.resolve("runs/20261120-080000-bbbb/journal.jsonl"), "no journal\n{}\n");

    assertThat(run("--runs", "1").out())
        .contains("learned from 1 run of this workload; 1 run cannot be read, see 'lifeboat runs");
    assertThat(run("--runs", "1", "--json").json().path("unreadRuns").asInt()).isOne();
  }

  /// Goal: what other regions took says nothing of these. Method: a state folder with one run of
  /// this plan, simulated as it is, under another name, and with other regions.
  @ParameterizedTest
  @CsvSource({
    "plan: storefront, plan: storefront, learned from 1 run of this workload",
    "plan: storefront, plan: warehouse, documented defaults",
    "' west', ' north', documented defaults"
  })
  void another_plans_runs_teach_nothing(String written, String instead, String learned)
      throws Exception {
    new PastRuns(state).open("20261119-080000-aaaa");
    var plan = Path.of("..", "examples", "storefront", "lifeboat.yaml");
    var text = Files.readString(plan);
    assertThat(text).contains(written);
    var other = Files.writeString(state.resolve("other.yaml"), text.replace(written, instead));

    var told = Invocation.of("simulate", other, "--state", state, "--runs", "1");

    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(told.out()).contains("durations of steps: " + learned);
  }

  /// Goal: a run that lost its plan, or has another's, teaches by the plan that its journal names.
  @ParameterizedTest
  @ValueSource(strings = {"20261119-080000-aaaa", "20261119-090000-bbbb"})
  void a_plan_that_one_run_lost_the_other_has(String robbed) throws Exception {
    var past = new PastRuns(state);
    past.open("20261119-080000-aaaa");
    past.open("20261119-090000-bbbb");
    var kept = state.resolve("runs").resolve(robbed).resolve("plan.yaml");

    Files.delete(kept);
    assertThat(run("--runs", "1").out()).contains("learned from 2 runs");
    Files.writeString(kept, "plan: of-others");
    assertThat(run("--runs", "1").out()).contains("learned from 2 runs");
  }

  @Test
  void a_page_is_written_where_asked() {
    var page = state.resolve("simulated.html");

    assertThat(run("--runs", "20", "--report", page.toString()).exitCode()).isZero();
    assertThat(page).content().contains("No rule was broken in 20 worlds from seed 1.");

    var one = state.resolve("one.html");
    assertThat(run("--runs", "1", "--report", one.toString()).exitCode()).isZero();
    assertThat(one).content().contains("No rule was broken in 1 world from seed 1.");
  }

  /// A slip of the hand would replace a plan by its own page.
  @Test
  void a_page_replaces_no_file_and_needs_a_folder() throws Exception {
    var plan = Files.writeString(state.resolve("mine.yaml"), "plan: mine\n");

    var replaced = run("--runs", "20", "--report", plan.toString());
    var lost = run("--runs", "20", "--report", state.resolve("nosuch/x.html").toString());

    assertThat(replaced.exitCode()).isEqualTo(2);
    assertThat(replaced.err()).contains("is there already", "nothing was simulated");
    assertThat(plan).hasContent("plan: mine\n");
    assertThat(lost.exitCode()).isEqualTo(2);
    assertThat(lost.err()).contains("there is no folder").doesNotContain("worlds");
  }

  @Test
  void one_world_is_told_in_full() {
    assertThat(run("--runs", "1", "--seed", "1").out())
        .contains("trouble: ")
        .contains("first opens run-1")
        .doesNotContain("RTO", "RPO", "##")
        .containsPattern("trouble: clock-rate home from 0.000 s, off by -?\\d+ millionths")
        .doesNotContain(": [")
        .containsPattern("first asks for promote-\\w+ in west under epoch 2")
        .doesNotContainPattern("\\w\\[\\w+=");
  }

  /// The printed line plays the same world again.
  @Test
  void a_broken_rule_exits_1_and_prints_the_line_that_plays_it_again() {
    var told = run("--runs", "3", "--leave", "running-clock");

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.out()).startsWith("BROKEN  at most one region acknowledges writes");
    var line =
        told.out()
            .lines()
            .filter(it -> it.strip().startsWith("lifeboat simulate "))
            .findFirst()
            .orElseThrow()
            .strip();
    var words = List.of(line.split(" "));
    var again = Invocation.of(words.subList(1, words.size()).toArray());
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.out()).startsWith("BROKEN  at most one region acknowledges writes");
  }

  @Test
  void a_broken_rule_is_named_in_json_as_well() {
    var told = run("--runs", "3", "--leave", "running-clock", "--json");

    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.json().path("violations").asInt()).isPositive();
    assertThat(told.json().path("leaving").asString()).isEqualTo("running-clock");
    assertThat(told.json().path("failing").get(0).path("replay").asString())
        .contains("--seed 1 --runs 1 --leave running-clock");
  }

  @Test
  void who_interrupts_it_learns_how_far_it_came() {
    Thread.currentThread().interrupt();

    var told = run("--runs", "60");

    assertThat(told.exitCode()).isEqualTo(130);
    assertThat(told.err()).contains("after 0 of 60 worlds", "interrupted");
  }

  @Test
  void what_cannot_be_simulated_is_bad_usage() {
    assertThat(run("--runs", "0").exitCode()).isEqualTo(2);
    var told = run("--leave", "gravity");
    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("clock-rate", "gated-commits", "gravity");
  }

  private Invocation run(String... more) {
    var words = new ArrayList<Object>();
    words.add("simulate");
    words.add(Invocation.STOREFRONT);
    words.add("--state");
    words.add(state);
    words.addAll(List.of(more));
    return Invocation.of(words.toArray());
  }
}
