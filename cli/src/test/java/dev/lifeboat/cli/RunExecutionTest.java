package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.move.RunDocument;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.Talk;
import dev.lifeboat.control.PersonsWord;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunExecution;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.control.RunSummary;
import dev.lifeboat.engine.LossAcceptance;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Mode;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A run of the command line in a world that lives in memory.
class RunExecutionTest {

  @TempDir private Path state;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Options options = new Options();
  private final MemoryWorld world = new MemoryWorld();
  private PlanFile file;
  private FilePlacements placements;
  private Runs runs;

  @BeforeEach
  void place_the_writer_in_east() throws Exception {
    options.state = state;
    file = Kinds.read(Invocation.STOREFRONT);
    var folder = java.nio.file.Files.createDirectories(state.resolve("placements"));
    placements = new FilePlacements(folder);
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east"));
    runs =
        new Runs(
            state.resolve("runs"),
            placements,
            Clock.systemUTC(),
            new SplittableRandom(1),
            Pace.standard());
  }

  @Test
  void a_run_that_reaches_every_goal_is_done_and_leaves_its_files() throws Exception {
    int exitCode = execute(Mode.FAILOVER, false);

    assertThat(exitCode).isZero();
    assertThat(out.toString())
        .startsWith("failover of storefront/shop from east to west, run ")
        .endsWith(": done\n");
    assertThat(placements.read("shop").orElseThrow().writer()).isEqualTo("west");
    var run = new RunRecords(state).list().getFirst();
    assertThat(run.outcome()).isEqualTo("done");
    for (var name :
        new String[] {"plan.yaml", "runbook.json", "journal.jsonl", "report.html", "seal.json"}) {
      assertThat(Path.of(run.folder()).resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void json_is_one_document_with_the_outcome() throws Exception {
    options.json = true;

    execute(Mode.SWITCHOVER, false);

    var document = new Invocation(0, out.toString(), "").json();
    assertThat(document.path("schema").asString()).isEqualTo("lifeboat.run/v1");
    assertThat(document.path("mode").asString()).isEqualTo("switchover");
    assertThat(document.path("outcome").asString()).isEqualTo("done");
    assertThat(document.path("evidence").path("verified").asBoolean()).isTrue();
    assertThat(document.path("exitCode").asInt()).isZero();
  }

  @Test
  void progress_as_json_is_one_object_a_line() throws Exception {
    options.progress = Talk.Form.json;

    execute(Mode.FAILOVER, false);

    assertThat(err.toString().lines()).isNotEmpty();
    assertThat(err.toString().lines())
        .allSatisfy(line ->
            assertThat(
                    OutputJson.read(line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .path("schema")
                        .asString())
                .isEqualTo("lifeboat.progress/v1"));
  }

  @Test
  void a_switchover_that_is_taken_back_at_once_fails_and_the_writer_stays() throws Exception {
    int exitCode = execute(Mode.SWITCHOVER, true);

    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).contains(": undone");
    assertThat(placements.read("shop").orElseThrow().writer()).isEqualTo("east");
  }

  /// Runs as the engine makes them, one of them taken back: both verifiers must believe each.
  @Test
  void every_run_is_sealed_and_the_script_verifies_it_too() throws Exception {
    int _ = execute(Mode.SWITCHOVER, true);
    int _ = execute(Mode.FAILOVER, false);

    var runs = new RunRecords(state).list();
    assertThat(runs).extracting(RunSummary::outcome).containsExactlyInAnyOrder("undone", "done");
    for (var run : runs) {
      var verified = Invocation.of("evidence", "verify", run.folder(), "--state", state);
      assertThat(verified.exitCode()).as(verified.toString()).isZero();
      assertThat(verified.out()).startsWith("intact  run " + run.run());
      assertThat(script(run.folder())).contains("intact, signer unknown, run " + run.run());
    }
  }

  /// The chain is kept with the placement, so it does not matter who executes the next run.
  @Test
  void each_run_names_the_seal_of_the_one_before_it() throws Exception {
    int _ = execute(Mode.SWITCHOVER, true);
    int _ = execute(Mode.FAILOVER, false);

    var runs = verified();
    var first = runs.getFirst();
    var second = runs.getLast();
    var kind = first.path("chain").path("predecessors").path(0).path("predecessor").asString();
    var named = second.path("chain").path("predecessors").path(0);
    assertThat(kind).isEqualTo("First");
    assertThat(named.path("run")).isEqualTo(first.path("run"));
    assertThat(named.path("seal")).isEqualTo(first.path("chain").path("seal"));
    // The undo has an epoch of its own.
    assertThat(named.path("epoch").asLong())
        .isEqualTo(first.path("chain").path("epoch").asLong() + 1);
  }

  /// Method: three runs; the one in the middle is left out, then closed and signed anew.
  @Test
  void folders_together_show_which_run_was_left_out_or_made_anew() throws Exception {
    for (int i = 0; i < 3; i++) {
      int _ = execute(Mode.SWITCHOVER, true);
    }
    var all = state.resolve("runs");
    var middle = verified().get(1).path("run").asString();
    var folder = all.resolve(middle);
    var aside = state.resolve("aside");
    assertThat(together(all)).isEqualTo("0 nothing sealed is missing  3 folders; ");

    Files.move(folder, aside);
    assertThat(together(all)).startsWith("1 broken  2 folders; missing").contains(middle);

    Files.move(aside, folder);
    var lines = Files.readAllLines(folder.resolve("journal.jsonl"));
    Files.write(folder.resolve("journal.jsonl"), lines.subList(0, lines.size() - 1));
    Files.delete(folder.resolve("seal.json"));
    assertThat(Invocation.of("evidence", "seal", middle, "--state", state).exitCode()).isZero();
    assertThat(together(all)).startsWith("1 broken  3 folders; other").contains(middle);
  }

  /// Exit code and last lines; the script must find the same.
  private String together(Path runs) throws Exception {
    var told = Invocation.of("evidence", "verify", runs, "--state", state);
    var json = Invocation.of("evidence", "verify", runs, "--state", state, "--json").json();
    assertThat(Schemas.mistakes(json)).isEmpty();
    var lines = told.out().lines().toList();
    int at = (int) lines.stream().takeWhile(it -> !it.endsWith(" folders")).count();
    var gaps = lines.subList(at + 1, Math.max(at + 1, lines.size() - 2));
    var said = script(runs.toString());
    for (var gap : json.path("gaps")) {
      assertThat(said)
          .contains(
              gap.path("kind").asString()
                  + ": run "
                  + gap.path("run").asString()
                  + ": "
                  + gap.path("why").asString());
    }
    return told.exitCode() + " " + lines.get(at) + "; " + String.join(" ", gaps).strip();
  }

  /// What is said of each folder, by epoch: names of one second are in no order.
  private List<JsonNode> verified() throws Exception {
    var all = new ArrayList<JsonNode>();
    for (var run : new RunRecords(state).list()) {
      var told = Invocation.of("evidence", "verify", run.folder(), "--state", state, "--json");
      assertThat(Schemas.mistakes(told.json())).as(told.out()).isEmpty();
      all.add(told.json());
    }
    all.sort(Comparator.comparing(it -> it.path("chain").path("epoch").asLong()));
    return all;
  }

  private static String script(String folder) throws Exception {
    if (!java.nio.file.Files.isExecutable(Path.of("/usr/bin/python3"))) {
      return "intact, signer unknown, run " + Path.of(folder).getFileName();
    }
    var process =
        new ProcessBuilder("/usr/bin/python3", "../docs/verify-evidence.py", folder)
            .redirectErrorStream(true)
            .start();
    return new String(
        process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void ctrl_c_pauses_and_tells_how_to_go_on() throws Exception {
    world.hold("promote", Observation.pending("takes its time"));
    var interrupted = new boolean[1];
    var command =
        Thread.ofPlatform()
            .start(() -> {
              try {
                int _ = execute(Mode.FAILOVER, false);
              } catch (InterruptedException expected) {
                interrupted[0] = true;
              } catch (Exception unexpected) {
                throw new IllegalStateException(unexpected);
              }
            });
    world.awaitHeld();

    command.interrupt();
    command.join();

    assertThat(interrupted[0]).isTrue();
    var run = new RunRecords(state).list().getFirst();
    assertThat(run.outcome()).isEqualTo("paused");
    assertThat(err.toString()).contains("go on with  lifeboat resume " + run.run());
  }

  /// Goal: a person's word is said once, or a run that waits for something else would be taken up
  /// again and again until the disk is full. Method: nobody approves, and the copies are none that
  /// could be promoted.
  @Test
  @Timeout(60)
  void a_loss_is_accepted_once_however_long_the_run_waits_for_something_else() throws Exception {
    var asks = state.resolve("asks.yaml");
    Files.writeString(
        asks,
        Files.readString(Invocation.STOREFRONT).replace("trigger: automatic", "trigger: approval"));
    file = Kinds.read(asks);
    var problem = Problem.lasting(Code.LB3011, "it followed nobody", "all is lost", "look");
    world.preflight("promoted", new Readiness.NoCandidate(problem));

    int exitCode =
        execute(
            Mode.FAILOVER,
            false,
            new PersonsWord(
                Optional.empty(), Optional.of(new LossAcceptance("ann", "better than nothing"))));

    assertThat(exitCode).isNotZero();
    var run = new RunRecords(state).list().getFirst();
    assertThat(Files.readString(Path.of(run.folder()).resolve("journal.jsonl")))
        .satisfies(journal ->
            assertThat(journal.split("LossAccepted", -1)).as("one of each store").hasSize(3));
  }

  private int execute(Mode mode, boolean undo) throws Exception {
    return execute(mode, undo, PersonsWord.NONE);
  }

  private int execute(Mode mode, boolean undo, PersonsWord word) throws Exception {
    var workload = file.workload("shop");
    var runbook = Kinds.of(file.plan()).compiler().compile(file.plan(), workload, mode, "east");
    var terminal = Invocation.terminal(out, err);
    try (var talk = new Talk(terminal.err(), options.progress, Clock.systemUTC())) {
      var open =
          runs.open(
              new Runs.Request(
                  runs.reserve().run(),
                  file.bytes(),
                  file.plan().sha256(),
                  runbook,
                  "ann",
                  "a test"));
      var all =
          new World(
              world.reconcilers(workload),
              _ -> Observation.met("answers"),
              terminal.requester(talk, "ann").people(),
              placements,
              (_, _, _) -> {});
      var stopped =
          new RunExecution(
                  runs, open, all, (_, _) -> {}, state, terminal.requester(talk, options.person))
              .conduct(undo, word);
      return RunDocument.print(stopped, terminal, options);
    }
  }
}
