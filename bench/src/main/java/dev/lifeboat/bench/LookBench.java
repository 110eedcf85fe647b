package dev.lifeboat.bench;

import dev.lifeboat.engine.Runs;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Event;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The time that people wait for commands that only look: whole processes of the launcher, from
/// their start to their end, with no lab up.
///
/// `bench/run LookBench LIFEBOAT PLAN [TIMES [STATE]]` makes 1 000 runs of the plan's first
/// workload that are over, and a plan of 100 workloads, and prints one line of JSON for each
/// command, with the goal beside the figure; where STATE is named, its runs are looked at instead.
/// The goals are those of two quiet cores.
public final class LookBench {
  private static final int RUNS = 1_000;
  private static final int WORKLOADS = 100;

  /// Pairs of them: a run journals some forty at the least.
  private static final int ENTRIES = 20;

  private static final int TIMES = 9;

  /// Looks that found no lab end with this.
  private static final int NOT_READY = 3;

  private LookBench() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ProblemException {
    var lifeboat = Path.of(arguments[0]).toAbsolutePath().toString();
    var plan = Path.of(arguments[1]).toAbsolutePath();
    int times = arguments.length > 2 ? Integer.parseInt(arguments[2]) : TIMES;
    var folder = Files.createTempDirectory("look-bench");
    try {
      var state =
          arguments.length > 3
              ? Path.of(arguments[3]).toAbsolutePath()
              : makeRuns(plan, Files.createDirectory(folder.resolve("state")));
      var empty = Files.createDirectory(folder.resolve("empty"));
      var many = Files.writeString(folder.resolve("many.yaml"), manyWorkloads());
      for (var look : looks(plan, many, state, empty)) {
        var line = new ArrayList<>(List.of(lifeboat));
        line.addAll(look.words());
        System.out.println(look.json(folder, median(folder, line, times)));
      }
    } finally {
      FileTree.delete(folder);
    }
  }

  /// @param state has runs, `empty` has none
  static List<Look> looks(Path plan, Path many, Path state, Path empty) {
    return List.of(
        Look.within(0.2, "--version"),
        Look.within(0.3, "check", plan, "--state", empty),
        Look.within(0.3, "runbook", plan, "--state", empty),
        Look.within(0.25, "complete", "--", "stat"),
        Look.within(0.25, "complete", "--", ""),
        Look.within(0.25, "complete", "--", "report", ""),
        Look.within(0.25, "complete", "--", "report", "--state", state, ""),
        Look.within(0.5, "runs", "--state", state),
        Look.within(0.5, "status", plan, "--state", state),
        Look.within(1, "status", many, "--state", empty));
  }

  /// A command, and how long people shall wait for it at most.
  record Look(double goalSeconds, List<String> words) {
    static Look within(double seconds, Object... words) {
      return new Look(seconds, Stream.of(words).map(Object::toString).toList());
    }

    String json(Path folder, double median) {
      return String.format(
          Locale.ROOT,
          "{\"command\":\"%s\",\"medianSeconds\":%.2f,\"goalSeconds\":%.2f}",
          String.join(" ", words).replace(folder + "/", ""),
          median,
          goalSeconds);
    }
  }

  private static double median(Path folder, List<String> line, int times)
      throws IOException, InterruptedException {
    double _ = seconds(folder, line);
    var all = new ArrayList<Double>();
    for (int i = 0; i < times; i++) {
      all.add(seconds(folder, line));
    }
    return all.stream().sorted().toList().get(times / 2);
  }

  private static double seconds(Path folder, List<String> line)
      throws IOException, InterruptedException {
    var said = folder.resolve("said").toFile();
    long began = System.nanoTime();
    var process =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said)
            .start();
    int exitCode = process.waitFor();
    double seconds = (System.nanoTime() - began) / 1e9;
    if (exitCode != 0 && exitCode != NOT_READY) {
      throw new IllegalStateException(line + " said " + Files.readString(said.toPath()));
    }
    return seconds;
  }

  private static Path makeRuns(Path file, Path state) throws IOException, ProblemException {
    var plan = PlanReader.OF_ANY_PROVIDER.read(file).orThrow();
    var bytes = Files.readAllBytes(file);
    var random = new Random(1);
    for (int i = 0; i < RUNS; i++) {
      makeRun(plan, bytes, state, i, random);
    }
    return state;
  }

  /// One that another had overtaken, closed with its plan.
  private static void makeRun(Plan plan, byte[] bytes, Path state, int number, Random random)
      throws IOException, ProblemException {
    var workload = plan.workloads().values().iterator().next();
    var source = plan.primary().name();
    var placements =
        new FilePlacements(Files.createDirectories(state.resolve("placements/" + number)));
    placements.compareAndSet(Optional.empty(), Placement.first(workload.name(), source));
    var clock = Clock.systemUTC();
    var runs = new Runs(state.resolve("runs"), placements, clock, random, Pace.standard());
    var runbook = new LabKind().compiler().compile(plan, workload, Mode.FAILOVER, source);
    var open =
        runs.open(
            new Runs.Request(
                runs.reserve().run(), bytes, plan.sha256(), runbook, "bench", "speed"));
    try (var journal = open.journal()) {
      for (int i = 0; i < ENTRIES; i++) {
        var step = runbook.steps().get(i % runbook.steps().size()).id();
        journal.append(
            journal.nextSequence(),
            List.of(new Event.PursuitIntended(step, i), new Event.StepMet(step, "it holds")),
            clock.instant());
      }
      journal.append(
          journal.nextSequence(),
          List.of(
              new Event.RunEnded(Event.Outcome.DECLINED, "overtaken"),
              new Event.Sealed(new TreeMap<>(Map.of("plan.yaml", Sha256.of(bytes))))),
          clock.instant());
    }
  }

  private static String manyWorkloads() {
    var text =
        new StringBuilder(
            """
            plan: many
            regions:
              east: { provider: lab, role: primary }
              west: { provider: lab, role: recovery }
            workloads:
            """);
    IntStream.range(0, WORKLOADS)
        .forEach(i ->
            text.append(
                """
                  w%1$d:
                    objectives: { rto: 15m, rpo: 5m }
                    strategy: warm-standby
                    resources:
                      db%1$d: { type: database, engine: postgresql, replication: asynchronous }
                      app%1$d:
                        type: service
                        run: [./app]
                        instances: { serving: 1, standby: 1 }
                        uses: [db%1$d]
                        health: /health
                        ready: /ready
                      door%1$d: { type: traffic, to: app%1$d }
                    verify: [ { http: /ready, expect: 200 } ]
                """
                    .formatted(i)));
    return text.toString();
  }
}
