package dev.lifeboat.control;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.DrillSoFar;
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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// The result of one drill: made when the drill itself could not, and kept in the run's folder.
public final class DrillResults {
  private final Path runs;
  private final Plan plan;
  private final Workload workload;
  private final String scenario;
  private final Requester requester;
  private final Instant began;
  private final boolean inTurn;
  // The canary's is looked for by whoever follows the drill, in a thread of its own.
  private final List<RunFolder> reserved = new CopyOnWriteArrayList<>();
  private final DrillLogWriter log;
  private Optional<DrillSoFar> measured = Optional.empty();

  /// Of a drill that is held by itself.
  ///
  /// @param scenario the word of a scenario or of a form of rehearsal
  DrillResults(Path state, Plan plan, Workload workload, String scenario, Requester requester) {
    this(state, plan, workload, scenario, requester, false);
  }

  /// @param inTurn whether it is one of several that one command holds
  DrillResults(
      Path state,
      Plan plan,
      Workload workload,
      String scenario,
      Requester requester,
      boolean inTurn) {
    this.inTurn = inTurn;
    this.runs = state.resolve("runs");
    this.plan = plan;
    this.workload = workload;
    this.scenario = scenario;
    this.requester = requester;
    this.began = requester.host().clock().instant();
    var head = new LinkedHashMap<String, String>();
    head.put("plan", plan.name());
    head.put("workload", workload.name());
    head.put("scenario", scenario);
    this.log = new DrillLogWriter(requester.host().clock(), requester.progress(), head);
  }

  /// What the drill keeps of itself while it is held; tells whoever asked for the drill too.
  ///
  /// @param counted from when the times on the drill's screen count; one of several in turn is
  ///   followed by itself, and counts from its own beginning
  public ProgressListener told(Instant counted) {
    log.countFrom(inTurn ? began : counted);
    return log;
  }

  DrillLogWriter log() {
    return log;
  }

  /// What is known from now on, whatever ends the drill.
  void measured(DrillSoFar figures) {
    measured = Optional.of(figures);
  }

  /// A run is the drill's.
  void reserved(RunFolder run) {
    reserved.add(run);
  }

  /// The result of a drill that a problem ended.
  ///
  /// @throws ProblemException the same, when the drill had not even begun
  DrillResult failed(ProblemException failed) throws ProblemException {
    var problem = failed.problem();
    var run = reserved.stream().findFirst().orElseThrow(() -> failed);
    var verdict =
        new DrillVerdict(
            DrillResult.Outcome.of(problem.code()),
            "%s %s".formatted(problem.code(), problem.happened()));
    var now = requester.host().clock().instant();
    return measured
        .map(figures -> figures.endedBy(verdict, now))
        .orElseGet(() ->
            new DrillSubject(plan, workload, scenario, run.run(), began)
                .unmeasured(verdict, now, run.folder(), "the drill did not get so far"));
  }

  /// Writes `result.json`.
  void keep(DrillResult result) throws ProblemException {
    log.judged(result.outcome().word());
    var file = runs.resolve(result.run()).resolve("result.json");
    try {
      DurableFile.write(file, JsonMapper.shared().writeValueAsBytes(result));
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write",
          file,
          unwritable,
          "the drill is over; its result is on the screen alone, and proves nothing",
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
  public Optional<Path> canary() {
    return reserved.reversed().stream()
        .map(run -> run.folder().resolve("canary.jsonl"))
        .filter(Files::exists)
        .findFirst();
  }
}
