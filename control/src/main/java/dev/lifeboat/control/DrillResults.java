package dev.lifeboat.control;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.DrillSubject;
import dev.lifeboat.drill.DrillVerdict;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The result of one drill: made when the drill itself could not, and kept in the run's folder.
public final class DrillResults {
  private final Path runs;
  private final Plan plan;
  private final Workload workload;
  private final String scenario;
  private final Clock clock;
  private final Instant began;
  private final SortedSet<Path> before;

  /// @param scenario the word of a scenario or of a form of rehearsal
  DrillResults(Path state, Plan plan, Workload workload, String scenario, Clock clock)
      throws ProblemException {
    this.runs = state.resolve("runs");
    this.plan = plan;
    this.workload = workload;
    this.scenario = scenario;
    this.clock = clock;
    this.began = clock.instant();
    this.before = folders();
  }

  /// The result of a drill that a problem ended.
  ///
  /// @throws ProblemException the same, when the drill had not even begun
  DrillResult failed(ProblemException failed) throws ProblemException {
    var problem = failed.problem();
    var run = since().stream().findFirst().orElseThrow(() -> failed);
    var verdict =
        new DrillVerdict(
            DrillResult.Outcome.of(problem.code()),
            "%s %s".formatted(problem.code(), problem.happened()));
    return new DrillSubject(
            plan, workload, scenario, new RunId(String.valueOf(run.getFileName())), began)
        .unmeasured(verdict, clock.instant(), run, "the drill did not get so far");
  }

  /// Writes `result.json`.
  void keep(DrillResult result) throws ProblemException {
    var file = runs.resolve(result.run()).resolve("result.json");
    try {
      DurableFile.write(file, RunRecords.JSON.writeValueAsBytes(result));
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write",
          file,
          unwritable,
          "the drill is over; its result is only on the screen",
          "free disk space or mend the permissions");
    }
  }

  /// The files of the drill's runs: its way home, as far as it came, then the drill itself.
  List<RunFolder> files(DrillResult result) {
    var failback = result.safety().failback();
    return Stream.of(failback.reprotect(), failback.run(), result.run())
        .flatMap(Stream::ofNullable)
        .map(run -> RunFolder.of(runs, new RunId(run)))
        .toList();
  }

  /// The log of the canary that writes now: that of the newest run that has one.
  public Optional<Path> canary() throws ProblemException {
    return since().reversed().stream()
        .map(run -> run.resolve("canary.jsonl"))
        .filter(Files::exists)
        .findFirst();
  }

  /// The runs that were reserved since this drill began: its failover first.
  private SortedSet<Path> since() throws ProblemException {
    var since = folders();
    since.removeAll(before);
    return since;
  }

  /// The folders of all runs, the oldest first.
  private SortedSet<Path> folders() throws ProblemException {
    try {
      return new TreeSet<>(DurableFile.list(runs));
    } catch (IOException unreadable) {
      throw FileFailure.of(
          "read",
          runs,
          unreadable,
          "nothing was broken",
          "mend the permissions of the folder, or use another one with --state");
    }
  }
}
