package dev.lifeboat.control;

import dev.lifeboat.drill.DrillPhase;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Makes folders of runs as earlier commands would have left them.
public final class PastRuns {
  private final Path state;
  private final PlanFile file = StorefrontPlan.read();

  public PastRuns(Path state) throws Exception {
    this.state = state;
  }

  /// A failover that was begun and whose controller died at once.
  public void open(String run) throws Exception {
    open(run, "a test");
  }

  /// The same, with what it was for.
  public void open(String run, String reason) throws Exception {
    open(run, reason, RunId.began(run).orElseGet(Instant::now));
  }

  /// The same, whose folder was reserved before it was opened.
  public void open(String run, String reason, Instant opened) throws Exception {
    open(run, Mode.FAILOVER, inEast(run), reason, opened);
  }

  /// The same, on placements that are there already.
  public void open(String run, Placements placements) throws Exception {
    open(run, placements, Mode.FAILOVER);
  }

  private void open(String run, Placements placements, Mode mode) throws Exception {
    open(run, mode, placements, "a test", RunId.began(run).orElseGet(Instant::now));
  }

  /// A reprotect that came to its end and whose controller died at once.
  void reprotected(String run) throws Exception {
    open(run, inEast(run), Mode.REPROTECT);
    append(run, new Event.RunEnded(Event.Outcome.DONE, "every goal is met"));
  }

  private Placements inEast(String run) throws Exception {
    var folder = Files.createDirectories(state.resolve("placements").resolve(run));
    var placements = new FilePlacements(folder);
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east"));
    return placements;
  }

  private void open(String run, Mode mode, Placements placements, String reason, Instant opened)
      throws Exception {
    var runs =
        new Runs(
            state.resolve("runs"),
            placements,
            InstantSource.fixed(opened),
            new SplittableRandom(1),
            Pace.standard());
    Files.createDirectories(state.resolve("runs").resolve(run));
    var runbook =
        StorefrontPlan.KIND.compiler().compile(file.plan(), file.workload("shop"), mode, "east");
    var open =
        runs.open(
            new Runs.Request(
                new RunId(run), file.bytes(), file.plan().sha256(), runbook, "ann", reason));
    open.journal().close();
  }

  /// Ends a run that [#open] began, as one that another had overtaken.
  public void end(String run) throws Exception {
    append(run, new Event.RunEnded(Event.Outcome.DECLINED, "overtaken"));
  }

  /// A failover that was begun and taken up again and again.
  void lengthen(String run) throws Exception {
    open(run);
    append(run, Collections.nCopies(2_000, new Event.Resumed("ann")));
  }

  /// What a run that [#open] began did next.
  public void append(String run, Event event) throws Exception {
    append(run, List.of(event));
  }

  private void append(String run, List<Event> events) throws Exception {
    var file = file(run, "journal.jsonl");
    try (var journal = FileJournal.resume(file, JournalReader.read(file))) {
      journal.append(journal.nextSequence(), events, Clock.systemUTC().instant());
    }
  }

  /// A drill that was refused before it broke anything, as earlier releases left it.
  public void refused(String run) throws Exception {
    Files.createDirectories(state.resolve("runs").resolve(run));
    result(run, "not-ready");
  }

  /// A drill that ended. One that passed came to its run's end.
  public void drill(String run, String outcome) throws Exception {
    open(run);
    if (outcome.equals("passed")) {
      append(run, new Event.RunEnded(Event.Outcome.DONE, "every goal is met"));
    }
    result(run, outcome);
  }

  private void result(String run, String outcome) throws Exception {
    var result =
        """
        {"schema":"%s","plan":"storefront","workload":"shop","scenario":"region-loss",
         "outcome":"%s","why":null,"run":"%s","startedAt":"2026-11-19T08:00:00Z",
         "rto":{"seconds":0.91},"rpo":{"seconds":0.04}}
        """
            .formatted(DrillResult.SCHEMA, outcome, run);
    Files.write(file(run, "result.json"), List.of(result));
  }

  /// A drill that broke something and never got to a result.
  ///
  /// @param remedy of what it broke
  public void cut(String run, String remedy) throws Exception {
    log(run, remedy);
  }

  /// The same, of one whose clients saw something before.
  void cut(String run, String remedy, ProgressEvent... seen) throws Exception {
    List.of(seen).forEach(log(run, remedy)::on);
  }

  /// The same, of one whose result was removed.
  public void cut(String run, String remedy, String outcome) throws Exception {
    log(run, remedy).judged(outcome);
  }

  /// A drill that was cut off had measured before.
  void measured(String run, String figures) throws Exception {
    var end = ProgressEvent.Noted.end(DrillPhase.MEASURE, figures);
    Files.writeString(
        file(run, DrillLog.FILE),
        """
        {"at":"2026-11-20T08:00:05Z","phase":"%s","state":"%s","detail":"%s"}
        """
            .formatted(end.phase(), end.state(), end.detail()),
        StandardOpenOption.APPEND);
  }

  private DrillLogWriter log(String run, String remedy) throws Exception {
    var folder = Files.createDirectories(state.resolve("runs").resolve(run));
    var log =
        new DrillLogWriter(
            Clock.systemUTC(),
            _ -> {},
            Map.of("plan", "storefront", "workload", "shop", "scenario", "region-loss"));
    log.begin(new RunFolder(new RunId(run), folder));
    log.tell("fault", "begun", "region-loss");
    log.breaks(remedy);
    return log;
  }

  /// Notes that this process executes the run.
  public void execute(String run) throws Exception {
    execute(run, ProcessHandle.current().pid());
  }

  /// Notes that another process does.
  public void execute(String run, long pid) throws Exception {
    var note = RunController.of(run, pid).note();
    Files.createFile(state.resolve("runs").resolve(note));
  }

  /// Seals a run that ended; nobody signs it.
  public void seal(String run) throws Exception {
    var files = new TreeMap<String, String>();
    for (var name : List.of("plan.yaml", "result.json", "ledger.jsonl")) {
      if (Files.exists(file(run, name))) {
        files.put(name, Sha256.of(Files.readAllBytes(file(run, name))));
      }
    }
    append(run, new Event.Sealed(files));
  }

  private Path file(String run, String name) {
    return state.resolve("runs").resolve(run).resolve(name);
  }
}
