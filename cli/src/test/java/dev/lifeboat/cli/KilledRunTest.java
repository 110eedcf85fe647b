package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Step;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: wherever the command line is killed, `status`, `runs`, `report`, `resume` and the journal
/// tell one story, and nothing that is not known is shown as done or as failed.
///
/// Method: a process executes a failover as the command line does, in a world that outlives it, and
/// is ended by SIGKILL at a moment drawn from a seed. Then the commands are asked, the run is taken
/// up, and they are asked again. `-Dseed=…` repeats a round, `-Dkills=…` sets how many there are.
class KilledRunTest {
  private static final Pattern ROW =
      Pattern.compile(
          "<tr>\\s*<th scope=\"row\">[^<]*<small>([^<]*)</small>\\s*</th>\\s*<td>\\s*"
              + "<span class=\"badge[^>]*>([^<]*)</span>");

  private static final Set<String> SETTLED = Set.of("met", People.NOT_TOLD, "failed");

  @TempDir private Path folder;

  @Test
  @Tag("invariant-42")
  void killed_at_random_moments_all_tell_one_story() throws Exception {
    kill(Integer.getInteger("kills", 8), Long.getLong("seed", 20261120));
  }

  @Test
  @Tag("proof")
  @Timeout(900)
  void killed_at_50_random_moments_all_tell_one_story() throws Exception {
    kill(Integer.getInteger("kills", 50), Long.getLong("seed", 4711));
  }

  private void kill(int rounds, long firstSeed) throws Exception {
    var calm = calm();
    var ends = new TreeMap<String, Integer>();
    for (long seed = firstSeed; seed < firstSeed + rounds; seed++) {
      var moment = new SplittableRandom(seed).nextLong(calm.toNanos());
      ends.merge(round(seed, Duration.ofNanos(moment)), 1, Integer::sum);
    }
    System.out.printf("%d kills within %d ms: %s%n", rounds, calm.toMillis(), ends);
    assertThat(ends.keySet()).as("else nothing was interrupted: %s", ends).contains("open");
  }

  /// How long a failover takes that nobody kills.
  private Duration calm() throws Exception {
    var scene = new Scene(folder.resolve("calm"), 1);
    var process = scene.begin();
    long began = System.nanoTime();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /// Gives the word for where the run stood when it was killed.
  private String round(long seed, Duration moment) throws Exception {
    var scene = new Scene(folder.resolve("seed-" + seed), seed);
    var process = scene.begin();
    boolean ended = process.waitFor(moment.toNanos(), TimeUnit.NANOSECONDS);
    process.destroyForcibly().waitFor();
    assertThat(ended && process.exitValue() != 0).as(scene.how).isFalse();

    var word = scene.requireOneStory();
    scene.takeUp();
    return word;
  }

  /// A controller that died between its last event and the release of the placement.
  @Test
  @Tag("invariant-42")
  void a_run_that_ended_and_holds_its_placement_is_over_everywhere() throws Exception {
    var scene = new Scene(folder.resolve("ended"), 1);
    new PastRuns(scene.state).open("20261120-080000-bbbb", scene.lab.placements());
    var journal = scene.state.resolve("runs/20261120-080000-bbbb/journal.jsonl");
    try (var open = FileJournal.resume(journal, JournalReader.read(journal))) {
      open.append(
          open.nextSequence(),
          List.of(new Event.RunEnded(Event.Outcome.UNDONE, "taken back")),
          Instant.EPOCH);
    }

    assertThat(scene.requireOneStory()).isEqualTo("undone");

    assertThat(scene.tell("resume", "20261120-080000-bbbb").exitCode()).isEqualTo(2);
    assertThat(scene.lab.placements().read("shop").orElseThrow().openRun()).isEmpty();
  }

  /// A controller that died between its first event and its claim.
  @Test
  @Tag("invariant-42")
  void a_run_that_has_not_claimed_its_placement_is_open_everywhere() throws Exception {
    var scene = new Scene(folder.resolve("unclaimed"), 1);
    var free = scene.lab.placements().read("shop").orElseThrow();
    new PastRuns(scene.state).open("20261120-080000-bbbb");

    assertThat(scene.lab.placements().read("shop")).contains(free);
    assertThat(scene.requireOneStory()).isEqualTo("open");
    scene.takeUp();
  }

  /// One state folder, the world of its run, and what the commands say.
  private static final class Scene {
    private final Path state;
    private final QuietLab lab;
    private final FileWorld world;
    private final long seed;
    private final String how;

    Scene(Path state, long seed) throws Exception {
      this.state = state;
      this.seed = seed;
      this.how = "-Dseed=" + seed;
      this.lab = QuietLab.of(Invocation.STOREFRONT, state);
      this.world = MortalRun.world(state, seed);
    }

    /// The process, once it says that it begins.
    Process begin() throws Exception {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  MortalRun.class.getName(),
                  state.toString(),
                  Long.toString(seed))
              .redirectError(state.resolve("stderr.txt").toFile())
              .start();
      var out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      assertThat(out.readLine())
          .as(Files.readString(state.resolve("stderr.txt")))
          .isEqualTo("begun");
      return process;
    }

    Invocation tell(String... words) {
      var all = new ArrayList<Object>(List.of(words));
      all.addAll(List.of("--state", state));
      return Invocation.of(all.toArray());
    }

    private List<Entry> entries(Path run) throws Exception {
      var journal = run.resolve("journal.jsonl");
      return Files.exists(journal) ? JournalReader.read(journal).entries() : List.of();
    }

    private Optional<Path> run() throws Exception {
      var runs = state.resolve("runs");
      if (!Files.isDirectory(runs)) {
        return Optional.empty();
      }
      try (var folders = Files.list(runs)) {
        return folders.filter(Files::isDirectory).findFirst(); // Beside it is its lock file.
      }
    }

    /// Compares what each command says with the journal; gives the word that `runs` has.
    String requireOneStory() throws Exception {
      var found = run();
      var row = tell("runs", "--json").json().path("runs").path(0);
      var shop =
          tell("status", Invocation.STOREFRONT.toString(), "--json")
              .json()
              .path("workloads")
              .path(0);
      if (found.isEmpty()) {
        assertThat(row.isMissingNode()).as(how).isTrue();
        assertThat(shop.path("openRun").isNull()).as(how).isTrue();
        assertThat(world.asked()).as(how).isEmpty();
        return "not reserved";
      }
      var entries = entries(found.get());
      var word = row.path("outcome").asString();
      if (entries.isEmpty()) {
        assertThat(word).as(how).isEqualTo("never-began");
        assertThat(row.path("open").asBoolean()).as(how).isFalse();
        assertThat(shop.path("openRun").isNull()).as(how).isTrue();
        assertThat(world.asked()).as(how).isEmpty();
        return word;
      }
      var run = RunState.of(entries, Pace.standard());
      boolean over = run.isOver();
      // Nobody runs it any more, whatever its journal last said.
      assertThat(word)
          .as(how)
          .isEqualTo(
              run.phase() instanceof RunState.Phase.Forward ? "open" : RunWords.of(run.phase()));
      assertThat(row.path("open").asBoolean()).as(how).isEqualTo(!over);
      assertThat(shop.path("openRun").isNull()).as("%s: %s", how, shop).isEqualTo(over);
      if (!over) {
        assertThat(word).as(how).isNotIn("done", "failed", "undone", "declined");
        assertThat(shop.path("openRun").asString()).as(how).isEqualTo(run.run().value());
        assertThat(shop.path("why").toString())
            .as(how)
            .contains("go on with 'lifeboat resume %s --state ".formatted(run.run()));
      }
      requireSteps(run);
      requireIntents(entries);
      return word;
    }

    /// The report shows as met or failed exactly what the journal has as met or failed, and no
    /// message as met that reached nobody.
    private void requireSteps(RunState run) throws Exception {
      var report = tell("report", run.run().value());
      assertThat(report.exitCode()).as("%s: %s", how, report).isZero();
      var page = Files.readString(Path.of(report.out().strip()));
      Map<String, String> shown = new TreeMap<>();
      ROW.matcher(page).results().forEach(row -> shown.put(row.group(1), row.group(2)));
      Map<String, String> known = new TreeMap<>();
      run.all()
          .forEach((step, at) ->
              known.put(
                  step.id().value(),
                  switch (at) {
                    case StepState.Met met ->
                        met.proof().startsWith(People.NOT_TOLD) ? People.NOT_TOLD : "met";
                    case StepState.Failed _ -> "failed";
                    case StepState.Waiting _, StepState.Active _ -> "open";
                  }));
      assertThat(shown.keySet()).as(how).isEqualTo(known.keySet());
      shown.replaceAll((_, state) -> SETTLED.contains(state) ? state : "open");
      assertThat(shown).as(how).isEqualTo(known);
    }

    /// Whatever was asked of the world had been journalled before.
    private void requireIntents(List<Entry> entries) throws Exception {
      var steps = RunState.of(entries, Pace.standard()).runbook().byId();
      var intended = new TreeSet<String>();
      for (var entry : entries) {
        var step =
            switch (entry.event()) {
              case Event.PursuitIntended intent -> steps.get(intent.step());
              case Event.PromotionIntended intent -> steps.get(intent.step());
              default -> null;
            };
        if (step instanceof Step.Reach reach) {
          intended.add(reach.goal().phrase());
        }
      }
      assertThat(intended).as(how).containsAll(world.asked());
    }

    /// Takes the run up, if there is one to take up, and looks at how it ended.
    void takeUp() throws Exception {
      var found = run();
      if (found.isEmpty() || entries(found.get()).isEmpty()) {
        if (found.isPresent()) {
          var name = found.get().getFileName().toString();
          assertThat(tell("resume", name).exitCode()).as(how).isEqualTo(2);
        }
        return;
      }
      var name = found.get().getFileName().toString();
      var out = new StringWriter();
      var run = new MortalRun(state, lab.placements(), world, Invocation.terminal(out, out));
      if (RunState.of(entries(found.get()), Pace.standard()).isOver()) {
        assertThat(tell("resume", name).exitCode()).as(how).isEqualTo(2);
        tell("evidence", "seal", name);
      } else {
        assertThat(run.resume(name)).as("%s: %s", how, out).isZero();
        assertThat(out.toString()).as(how).contains(", run " + name + ": done");
      }
      assertThat(requireOneStory()).as(how).isEqualTo("done");
      var placed = lab.placements().read("shop").orElseThrow();
      assertThat(placed.writer()).as(how).isEqualTo("west");
      assertThat(placed.openRun()).as(how).isEmpty();
      var verified = tell("evidence", "verify", name);
      assertThat(verified.exitCode()).as("%s: %s", how, verified).isZero();
    }
  }
}
