package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.Screens;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PastRuns;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the commands say of runs that are on disk, without any lab.
class RunsCommandTest {
  private static final String CLEAR = "\u001b[H\u001b[2J";

  @TempDir private Path state;
  private PastRuns past;

  @BeforeEach
  void make_a_past() throws Exception {
    past = new PastRuns(state);
  }

  @Test
  void runs_are_listed_newest_first_with_kind_and_outcome() throws Exception {
    past.drill("20261119-080000-aaaa", "passed");
    past.open("20261120-080000-bbbb");

    var runs = run("runs", "--json").json().path("runs");

    assertThat(runs.size()).isEqualTo(2);
    assertThat(runs.get(0).path("run").asString()).isEqualTo("20261120-080000-bbbb");
    assertThat(runs.get(0).path("kind").asString()).isEqualTo("failover");
    assertThat(runs.get(0).path("outcome").asString()).isEqualTo("open");
    assertThat(runs.get(0).path("open").asBoolean()).isTrue();
    assertThat(runs.get(1).path("kind").asString()).isEqualTo("drill");
    assertThat(runs.get(1).path("outcome").asString()).isEqualTo("passed");
    assertThat(Path.of(runs.get(1).path("folder").asString())).isDirectory();
  }

  @Test
  void runs_are_listed_with_moment_scenario_and_rto_and_can_be_filtered() throws Exception {
    past.drill("20261119-080000-aaaa", "passed");
    past.open("20261120-080000-bbbb");

    var runs = run("runs", "--json").json().path("runs");
    assertThat(runs.get(0).path("at").asString()).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(runs.get(1).path("scenario").asString()).isEqualTo("region-loss");
    assertThat(runs.get(1).path("rtoSeconds").asDouble()).isEqualTo(0.91);

    assertThat(run("runs").out().lines().findFirst().orElseThrow()).contains("began", "RTO");
    assertThat(run("runs", "--limit", "1").out()).contains("bbbb").doesNotContain("aaaa");
    var other = run("runs", "--workload", "other");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("LB1004", "'other'", "one of shop");
    assertThat(run("runs", "--open").out()).contains("bbbb").doesNotContain("aaaa");
    assertThat(run("runs", "--limit", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void a_run_is_one_flat_object_whose_keys_keep_their_order() throws Exception {
    past.open("20261120-080000-bbbb");
    past.drill("20261119-080000-aaaa", "passed");

    assertThat(run("runs", "--json").out())
        .contains(
            "{\"run\":\"20261120-080000-bbbb\",\"at\":\"2026-11-20T08:00:00Z\",\"kind\":\"failover\",\"scenario\":null,\"outcome\":\"open\",\"plan\":\"storefront\",\"workload\":\"shop\",\"open\":true,\"rtoSeconds\":null,\"basis\":null,\"why\":\"no process of this machine executes it\",\"folder\":\"")
        .contains(
            "\"kind\":\"drill\",\"scenario\":\"region-loss\",\"outcome\":\"passed\",\"plan\":\"storefront\",\"workload\":\"shop\",\"open\":false,\"rtoSeconds\":0.91,\"basis\":null,\"why\":\"\",\"folder\":\"");
  }

  @Test
  void a_drill_that_is_held_now_is_live() throws Exception {
    past.cut("20261120-080000-bbbb", "lifeboat lab heal plan.yaml region east");
    past.execute("20261120-080000-bbbb");

    var listed = run("runs", "--open", "--json").json();
    assertThat(Schemas.mistakes(listed)).isEmpty();
    var drill = listed.path("runs").get(0);
    assertThat(drill.path("kind").asString()).isEqualTo("drill");
    assertThat(drill.path("scenario").asString()).isEqualTo("region-loss");
    assertThat(drill.path("outcome").asString()).isEqualTo("live");
    assertThat(drill.path("why").asString())
        .contains("process " + ProcessHandle.current().pid(), "watch 20261120-080000-bbbb");
  }

  @Test
  void a_drill_that_was_cut_off_says_what_is_broken_and_what_heals_it() throws Exception {
    past.cut("20261120-080000-bbbb", "lifeboat lab heal plan.yaml region east");
    past.open("20261120-090000-cccc");
    past.cut("20261120-090000-cccc", "lifeboat lab heal plan.yaml region east");

    var lines = run("runs", "--open").out().lines().toList();
    assertThat(lines.get(1))
        .contains(
            "interrupted", "its failover did not come to its end", "resume 20261120-090000-cccc");
    assertThat(lines.get(2))
        .contains("interrupted", "nothing was moved", "'lifeboat lab heal plan.yaml region east");
    assertThat(run("resume").err())
        .as("what never began is nothing to go on with")
        .contains("LB2003");
    var followed = run("watch", "20261120-080000-bbbb");
    assertThat(followed.err())
        .contains("fault            begun    region-loss")
        .contains("was interrupted", "'lifeboat lab heal plan.yaml region east");
  }

  @Test
  void figures_that_rest_on_a_table_of_the_canarys_own_say_so() throws Exception {
    var name = "20261119-080000-aaaa";
    past.drill(name, "passed");
    assertThat(run("runs", "--json").json().at("/runs/0/basis").isNull()).isTrue();

    var result = state.resolve("runs").resolve(name).resolve("result.json");
    Files.writeString(
        result, Files.readString(result).replace("\"rto\"", "\"basis\":\"database\",\"rto\""));

    var listed = run("runs", "--json").json();
    assertThat(listed.at("/runs/0/basis").asString()).isEqualTo("database");
    assertThat(Schemas.mistakes(listed)).isEmpty();
    assertThat(run("runs").out()).contains("; basis: database");
    assertThat(run("watch", name).out()).contains("RPO 0.04 s; basis: database");
  }

  @Test
  void a_damaged_run_is_listed_and_hides_no_other() throws Exception {
    past.open("20261120-080000-bbbb");
    Files.writeString(
        Files.createDirectories(state.resolve("runs/20261120-090000-cccc"))
            .resolve("journal.jsonl"),
        "{}\n{}\n");

    var listed = run("runs");

    assertThat(listed.exitCode()).isEqualTo(3);
    assertThat(listed.out().lines().toList().get(1)).contains("cccc", "damaged");
    assertThat(listed.out()).contains("bbbb");
    assertThat(run("runs", "--open").out()).as("it may be open").contains("cccc", "bbbb");
    assertThat(run("runs", "--limit", "2", "--json").exitCode()).isEqualTo(3);
  }

  @Test
  void columns_are_blanks_apart_so_that_a_script_can_take_one() throws Exception {
    past.drill("20261119-080000-aaaa", "passed");

    assertThat(run("runs").out().lines().skip(1))
        .singleElement()
        .satisfies(line -> assertThat(line.split(" +")[2]).isEqualTo("drill"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"score\"",
        "\"score\":\"x\"",
        "\"score\":3",
        "\"score\":-1",
        "\"complete\":7",
        "\"plan\":null",
        "\"schema\":\"other/v1\""
      })
  void a_tabletop_that_is_damaged_is_unknown_and_ends_no_command(String damage) throws Exception {
    var name = "20261119-090000-bbbb";
    var kept =
        Files.createDirectories(state.resolve("runs").resolve(name)).resolve("tabletop.json");
    var whole =
        "{\"schema\":\"lifeboat.tabletop/v1\",\"run\":\"%s\",\"plan\":\"storefront\",\"workload\":\"shop\",\"scenario\":\"region-loss\",\"by\":\"ann\",\"startedAt\":\"2026-11-19T09:00:00Z\",\"totalSeconds\":1.5,\"complete\":true,\"score\":2,\"best\":2,\"answers\":[],\"folder\":\"x\"}"
            .formatted(name);
    Files.writeString(kept, whole);
    assertThat(run("runs").out()).contains("tabletop", "held", "2 of 2 points");

    var key = damage.replaceFirst(":.*", "");
    Files.writeString(
        kept,
        key.startsWith("\"")
            ? whole.replaceFirst(key + ":[^,]*,", damage.equals(key) ? "" : damage + ",")
            : damage);

    var listed = run("runs");
    assertThat(listed.exitCode()).isEqualTo(3);
    assertThat(listed.out()).contains(name, "unreadable", "tabletop.json: ");
    assertThat(run("status", Invocation.STOREFRONT).out()).contains("1 of 1 run cannot be read");
    assertThat(run("drill", Invocation.STOREFRONT, "--history").exitCode()).isEqualTo(3);
    assertThat(run("doctor").out()).contains("run " + name + " cannot be read");
  }

  /// Method: a result that was damaged, and one that cannot be read, even by root: a folder stands
  /// in its place.
  @Test
  void a_drill_whose_result_cannot_be_read_is_no_failover_that_was_done() throws Exception {
    past.drill("20261119-090000-bbbb", "failed");
    past.drill("20261119-100000-cccc", "failed");
    var runs = state.resolve("runs");
    Files.writeString(runs.resolve("20261119-090000-bbbb/result.json"), "{\"schema\":");
    Files.delete(runs.resolve("20261119-100000-cccc/result.json"));
    Files.createDirectory(runs.resolve("20261119-100000-cccc/result.json"));

    assertThat(run("runs").out().lines().skip(1).limit(2))
        .allSatisfy(line -> assertThat(line).contains("unreadable", "result.json"));
    var unread = "2 of 2 runs cannot be read; the newest: ";
    var history = run("drill", Invocation.STOREFRONT, "--history");
    assertThat(history.out()).startsWith("storefront/shop  UNKNOWN  " + unread);
    assertThat(history.exitCode()).isEqualTo(3);
    assertThat(run("status", Invocation.STOREFRONT).out()).contains(unread);
    assertThat(run("resume").err()).startsWith("LB1004").contains("several runs are open");
    for (var run : List.of("20261119-090000-bbbb", "20261119-100000-cccc")) {
      Files.delete(runs.resolve(run).resolve("journal.jsonl"));
      Files.createDirectory(runs.resolve(run).resolve("journal.jsonl"));
    }
    assertThat(run("resume").err()).startsWith("LB4009  which run is open is not known: " + unread);
  }

  /// Method: each way in which a finished drill's files can say less than the drill did.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "result {}",
        "result gone",
        "result edited",
        "result empty",
        "journal cut",
        "journal empty",
        "journal gone",
        "seal alone"
      })
  void what_a_finished_drill_did_not_leave_proves_nothing(String damage) throws Exception {
    var name = "20261119-090000-bbbb";
    past.drill(name, "passed");
    var folder = state.resolve("runs").resolve(name);
    var result = folder.resolve("result.json");
    var journal = folder.resolve("journal.jsonl");
    if (damage.equals("result gone") || damage.equals("result edited")) {
      past.seal(name);
    }
    switch (damage) {
      case "result {}" -> Files.writeString(result, "{}");
      case "result gone" -> Files.delete(result);
      case "result edited" ->
          Files.writeString(result, Files.readString(result).replace("passed", "failed"));
      case "result empty" -> Files.writeString(result, "");
      case "journal cut" -> {
        var bytes = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(bytes, bytes.length - 20));
      }
      case "journal empty" -> Files.writeString(journal, "");
      case "journal gone" -> Files.delete(journal);
      default -> Files.writeString(folder.resolve("seal.json"), "{}");
    }

    assertThat(run("runs").out().lines().toList().get(1))
        .contains("unreadable", damage.startsWith("result") ? "result.json" : "journal.jsonl")
        .doesNotContain("done", " passed ");
    var history = run("drill", Invocation.STOREFRONT, "--history");
    assertThat(history.out()).startsWith("storefront/shop  UNKNOWN  1 of 1 run cannot be read: ");
    assertThat(history.exitCode()).isEqualTo(3);
    assertThat(run("doctor").out()).contains("run " + name + " cannot be read");
  }

  /// Method: nobody sealed the drill, and its failed result was removed.
  @Test
  void a_drill_whose_result_was_removed_is_unknown_and_no_failover_that_was_done()
      throws Exception {
    past.cut("20261119-090000-bbbb", "lifeboat lab heal plan.yaml region east", "failed");
    past.open("20261119-090000-bbbb");
    past.end("20261119-090000-bbbb");

    assertThat(run("runs").out().lines().toList().get(1))
        .contains("unreadable", "result.json", "came to a result")
        .doesNotContain("failover", "done");
    assertThat(run("status", Invocation.STOREFRONT).out()).contains("1 of 1 run cannot be read");
  }

  /// Method: as before there was a drill's log; the journal says what the run was for.
  @Test
  void one_of_an_earlier_release_that_left_none_was_cut_off_as_far_as_is_known() throws Exception {
    past.open("20261119-090000-bbbb", "drill: region-loss");
    assertThat(run("runs").out()).contains("its failover did not come to its end");
    past.end("20261119-090000-bbbb");

    assertThat(run("runs").out().lines().toList().get(1))
        .contains("drill", "region-loss", "interrupted", "cut off, or its result was removed")
        .doesNotContain("done");
    assertThat(run("status", Invocation.STOREFRONT).out())
        .contains("RTO not measured (objective 15 min)", "region-loss, interrupted")
        .doesNotContain("never drilled", "drills unknown");
    assertThat(run("drill", Invocation.STOREFRONT, "--history").out())
        .contains("UNPROVEN", "20261119-090000-bbbb was interrupted", "its RTO is not measured");
  }

  @Test
  void a_sealed_drill_that_is_as_it_was_is_told_as_ever() throws Exception {
    past.drill("20261119-090000-bbbb", "passed");
    past.seal("20261119-090000-bbbb");

    assertThat(run("runs").out().lines().toList().get(1)).contains("drill", "passed");
  }

  /// One cause is told once, however many workloads there are.
  @Test
  void a_hundred_workloads_without_a_lab_have_one_cause() throws Exception {
    var one = Files.readString(Invocation.STOREFRONT);
    int shop = one.indexOf("  shop:");
    int lab = one.indexOf("\nlab:");
    var many = new StringBuilder(one.substring(0, shop));
    for (int i = 0; i < 100; i++) {
      var names = "\\b(shop|orders|images|web|entry)\\b";
      var next = one.substring(shop, lab).replaceAll(names, i == 0 ? "$1" : "$1" + i);
      many.append(next).append('\n');
    }
    var plan = Files.writeString(state.resolve("many.yaml"), many + one.substring(lab));

    var status = run("status", plan);

    assertThat(status.out().split("the lab is not up; bring it up", -1)).hasSize(2);
    assertThat(status.out().lines().count()).isLessThan(120);
  }

  @Test
  @Timeout(60)
  void status_looks_again_and_again_until_it_is_interrupted() throws Exception {
    assertThat(twoLooks("--no-color")).contains("storefront  UNKNOWN").doesNotContain("\u001b");
  }

  /// What happens once the screen is empty belongs to the look after the one that is shown there.
  @Test
  @Timeout(60)
  void a_screen_keeps_a_look_until_the_next_is_known() throws Exception {
    var looks = twoLooks().split(Pattern.quote(CLEAR), -1);

    assertThat(looks[0]).isEmpty();
    assertThat(looks[1]).contains("never drilled");
    assertThat(looks[2]).contains("measured RTO 0.91 s");
  }

  /// What a screen gets; a drill ends when it is cleared for the first time.
  private String twoLooks(String... more) throws Exception {
    var looks = new CountDownLatch(2);
    var out =
        new StringWriter() {
          @Override
          public void write(String text, int from, int length) {
            if (text.startsWith(CLEAR) && looks.getCount() == 2) {
              endDrill();
            }
            super.write(text, from, length);
            if (text.startsWith("as of ")) {
              looks.countDown();
            }
          }
        };
    var code = new CompletableFuture<Integer>();
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(new StringWriter(), true),
            Optional.empty(),
            new Screens(true, true, true),
            10_000);
    var words =
        Stream.concat(
            Stream.of("status", Invocation.STOREFRONT.toString(), "--watch"),
            Stream.concat(Stream.of("--state", state.toString()), Stream.of(more)));
    var watching =
        Thread.ofPlatform()
            .start(() -> code.complete(Main.execute(terminal, words.toArray(String[]::new))));

    looks.await();
    watching.interrupt();

    assertThat(code.get()).isEqualTo(130);
    return out.toString();
  }

  private void endDrill() {
    try {
      past.drill("20261119-080000-aaaa", "passed");
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void status_shows_what_the_last_drill_measured_beside_the_objectives() throws Exception {
    past.drill("20261119-080000-aaaa", "passed");

    var status = run("status", Invocation.STOREFRONT);

    assertThat(status.exitCode()).isEqualTo(3);
    assertThat(status.out().lines().toList().getFirst())
        .startsWith("storefront  UNKNOWN")
        .contains("measured RTO 0.91 s of 15 min, RPO 0.04 s of 5 min", "passed");
  }

  @Test
  void one_drill_is_told_as_one_and_two_as_two() throws Exception {
    past.drill("20261119-080000-aaaa", "passed");
    assertThat(run("drill", Invocation.STOREFRONT, "--history").out()).contains("; 1 drill, 1 ");

    past.drill("20261120-080000-bbbb", "passed");
    assertThat(run("drill", Invocation.STOREFRONT, "--history").out()).contains("; 2 drills, 2 ");
  }

  @Test
  void a_run_of_a_lab_that_is_gone_cannot_be_resumed() throws Exception {
    past.open("20261120-080000-bbbb");

    var told = run("resume");

    assertThat(told.exitCode()).isEqualTo(3);
    assertThat(told.err()).contains("LB2003", "storefront");
  }

  @Test
  void of_several_open_runs_one_must_be_named() throws Exception {
    past.open("20261120-080000-bbbb");
    past.open("20261120-080001-cccc");

    var told = run("resume");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("20261120-080000-bbbb", "20261120-080001-cccc");
  }

  @Test
  void a_report_is_written_and_its_path_printed() throws Exception {
    past.open("20261120-080000-bbbb");

    var told = run("report", "20261120-080000-bbbb");

    assertThat(told.exitCode()).isZero();
    assertThat(Path.of(told.out().strip())).isRegularFile().hasFileName("report.html");
  }

  private Invocation run(Object... words) {
    var all = new java.util.ArrayList<>(java.util.List.of(words));
    all.add("--state");
    all.add(state);
    return Invocation.of(all.toArray());
  }

  @Test
  void a_folder_that_is_no_run_gets_no_report() throws Exception {
    var run = Files.createDirectories(state.resolve("runs/20261120-150411-7q2k"));

    var told = Invocation.of("report", "20261120-150411-7q2k", "--state", state);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(run).isEmptyDirectory();
  }
}
