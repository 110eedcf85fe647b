package dev.lifeboat.control;

import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.RunWords;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.journal.ClosedJournal;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The runs below a state folder, read from their own files; needs no lab.
public final class RunRecords {
  /// The record of a tabletop in its run's folder.
  public static final String TABLETOP = "tabletop.json";

  static final JsonMapper JSON = JsonMapper.shared();

  private final Path folder;
  // Of the runs that were listed, so that whoever wants more of one need not read it again: the
  // drills that have a result, and those whose journal says that they are over.
  private final Map<Path, KeptDrill> drills = new ConcurrentHashMap<>();
  private final Set<Path> over = ConcurrentHashMap.newKeySet();

  /// What a drill kept.
  ///
  /// @param plan the hash of its plan; empty where no seal tells it
  record KeptDrill(JsonNode result, Optional<String> plan) {}

  /// @param state the state folder
  public RunRecords(Path state) {
    this.folder = state.resolve("runs");
  }

  /// Opens and takes up the runs of the regions of `platform`.
  public Runs runs(Platform platform, HostProcess host) {
    return new Runs(
        folder,
        platform.placements(),
        host.clock(),
        host.random(),
        platform.pace(),
        platform.copies());
  }

  /// All runs, newest first; one whose files are damaged is listed as such.
  public List<RunSummary> list() throws ProblemException {
    var found = new ArrayList<RunSummary>();
    var folders = folders();
    var atWork = atWork();
    for (var run : folders) {
      found.add(summary(run, atWork));
    }
    return found;
  }

  /// How many of `runs` cannot be read, and why the newest of them cannot; empty when all can.
  static Optional<String> unread(List<RunSummary> runs) {
    var unread = runs.stream().filter(run -> !run.known()).toList();
    return unread.stream()
        .findFirst()
        .map(newest ->
            "%d of %d runs cannot be read: %s".formatted(unread.size(), runs.size(), newest.why()));
  }

  /// The journals that can be read, newest first.
  ///
  /// @param unread how many cannot; 'lifeboat runs' tells of them
  record Journals(List<List<Entry>> read, int unread) {
    Journals {
      read = List.copyOf(read);
    }
  }

  /// The journals of all runs that have one.
  Journals journals() throws ProblemException {
    var journals = new ArrayList<List<Entry>>();
    int unread = 0;
    for (var run : folders()) {
      try {
        JournalReader.find(run.resolve("journal.jsonl"))
            .ifPresent(contents -> journals.add(contents.entries()));
      } catch (ProblemException damaged) {
        unread++;
      }
    }
    return new Journals(journals, unread);
  }

  /// The files of one run.
  ///
  /// @throws ProblemException LB4004 when there is no such run
  public RunFolder files(String run) throws ProblemException {
    return files(folder.resolve(run), run);
  }

  /// The same, of the run whose folder is named.
  public RunFolder files(Path path) throws ProblemException {
    return files(path, path.toString());
  }

  private RunFolder files(Path path, String run) throws ProblemException {
    if (!folders().contains(path)) {
      throw noRun("no run '%s' below %s".formatted(run, folder), "nothing was done");
    }
    return new RunFolder(new RunId(String.valueOf(path.getFileName())), path);
  }

  /// The only run that is open.
  ///
  /// @throws ProblemException LB4004 when there is none, or several
  public String onlyOpen() throws ProblemException {
    var runs = list();
    // What has no journal yet, such as a drill before its failover, is nothing to go on with.
    var open =
        runs.stream()
            .filter(RunSummary::open)
            .filter(run -> Files.exists(run.folder().resolve("journal.jsonl")))
            .map(RunSummary::run)
            .filter(run -> !isOver(new RunId(run)))
            .toList();
    if (open.size() == 1) {
      return open.getFirst();
    }
    var unread = unread(runs);
    throw noRun(
        open.isEmpty()
            ? unread.map(it -> "which run is open is not known: " + it).orElse("no run is open")
            : "several runs are open: " + String.join(", ", open),
        "nothing was resumed",
        open.isEmpty() ? "see 'lifeboat runs'" : "name one: lifeboat resume RUN");
  }

  /// Reaches the regions in which a run is taken up. Where its lab is gone, one that is over is
  /// refused: else a person would be told to bring the lab up for it. With the lab there, the
  /// engine says so, and gives its placement free where a crash left that undone.
  ///
  /// @param file its plan
  /// @throws ProblemException LB4004 when it is over, else as [PlatformAccess#required]
  public Platform reach(RunId run, PlanFile file, PlatformAccess regions)
      throws InterruptedException, ProblemException {
    var reached = regions.of(file);
    if (reached.isPresent()) {
      return reached.get();
    }
    var over = state(folder.resolve(run.value())).filter(RunRecords::isOver);
    if (over.isPresent()) {
      throw noRun(
          "run %s is over: %s".formatted(run, RunWords.of(over.get().phase())),
          "there is nothing to resume");
    }
    return regions.required(file);
  }

  /// LB4004: there is no such run, or nothing to be done with it.
  public static ProblemException noRun(String happened, String means) {
    return noRun(happened, means, "see 'lifeboat runs'");
  }

  private static ProblemException noRun(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB4004, happened, means, action);
  }

  /// The state of a run as its journal tells it; empty when it has no journal.
  public static Optional<RunState> state(Path run) throws ProblemException {
    var file = run.resolve("journal.jsonl");
    var entries =
        JournalReader.find(file).map(JournalReader.Contents::entries).filter(it -> !it.isEmpty());
    return entries.isPresent()
        ? Optional.of(RunState.read(entries.get(), Pace.standard(), file))
        : Optional.empty();
  }

  /// Whether the run's journal says that it ended. What cannot be read is not known to be over.
  public boolean isOver(RunId run) {
    try {
      return state(folder.resolve(run.value())).filter(RunRecords::isOver).isPresent();
    } catch (ProblemException damaged) {
      return false;
    }
  }

  private static boolean isOver(RunState state) {
    return state.phase() instanceof RunState.Phase.Ended;
  }

  /// The run that began on `free` and died before it claimed it, so that it can be taken up.
  public Optional<RunId> unclaimed(String plan, Placement free) throws ProblemException {
    for (var run : folders()) {
      if (over.contains(run)) {
        continue;
      }
      try {
        var begun =
            state(run)
                .filter(state -> !isOver(state))
                .filter(state -> state.runbook().plan().equals(plan))
                .filter(state -> state.runbook().workload().equals(free.workload()))
                .filter(state -> state.claim().claimAgain(free).next().isPresent());
        if (begun.isPresent()) {
          return begun.map(RunState::run);
        }
      } catch (ProblemException damaged) {
        // 'lifeboat runs' tells of it.
      }
    }
    return Optional.empty();
  }

  /// The result that a drill kept in its run's folder.
  ///
  /// @throws ProblemException LB4009 when it cannot be read, or is not what the run left; LB4002
  ///   when its journal is damaged
  public static Optional<JsonNode> drill(Path run) throws ProblemException {
    return DrillRecord.of(run).result();
  }

  /// The same, of a run that was listed; empty where it could not be read either.
  Optional<KeptDrill> listedDrill(Path run) {
    return Optional.ofNullable(drills.get(run));
  }

  static Optional<byte[]> bytes(Path file) throws ProblemException {
    try {
      return DurableFile.read(file);
    } catch (IOException unreadable) {
      throw unread(file, unreadable);
    }
  }

  static JsonNode json(Path file, byte[] bytes) throws ProblemException {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException damaged) {
      throw unread(file, damaged);
    }
  }

  static ProblemException unread(Path file, Exception cause) {
    return FileFailure.ofRun(
        "read",
        file,
        cause,
        "what became of this run is not known",
        "read it as its owner, or restore the file from a copy");
  }

  /// One run in short.
  public RunSummary summary(RunFolder run) throws ProblemException {
    return summary(run.folder(), atWork());
  }

  /// The processes of this machine that execute runs.
  private Map<String, RunController> atWork() throws ProblemException {
    return RunController.among(folder).stream()
        .filter(RunController::lives)
        .collect(Collectors.toMap(RunController::run, it -> it, (one, _) -> one));
  }

  private RunSummary summary(Path run, Map<String, RunController> atWork) {
    Optional<RunSummary> moved = Optional.empty();
    try {
      var dropped = DroppedClaim.find(run);
      if (dropped.isPresent()) {
        // Whatever its journal says: nobody can take it up any more.
        return RunSummary.ofDropped(run, dropped.get());
      }
      var closed = ClosedJournal.find(run.resolve("journal.jsonl"));
      if (closed.isPresent()) {
        over.add(run);
        var briefly = RunSummary.ofClosed(run, closed.get());
        if (DrillRecord.isMove(run, closed.get())) {
          return briefly.executedBy(Optional.ofNullable(atWork.get(briefly.run())));
        }
        var result = DrillRecord.sealedResult(run, closed.get());
        if (result.isPresent()) {
          drills.put(run, new KeptDrill(result.get(), closed.get().hash("plan.yaml")));
          return briefly.ofDrill(result.get());
        }
      }
      var record = DrillRecord.of(run);
      var state = record.state();
      state.filter(RunRecords::isOver).ifPresent(_ -> over.add(run));
      var journalled = RunSummary.ofMove(run, state);
      moved = Optional.of(journalled);
      var drill = record.result();
      if (drill.isPresent()) {
        drills.put(run, new KeptDrill(drill.get(), Optional.empty()));
        return journalled.ofDrill(drill.get());
      }
      var alive = Optional.ofNullable(atWork.get(journalled.run()));
      var log = record.log();
      if (log.isPresent()) {
        return journalled.ofUnfinished(log.get(), state, alive);
      }
      // It has neither journal nor result.
      return TabletopSession.kept(run)
          .map(journalled::ofTabletop)
          .orElseGet(() -> journalled.executedBy(alive));
    } catch (ProblemException unread) {
      return RunSummary.unread(run, moved, unread.problem());
    }
  }

  /// Those of all runs, newest first.
  List<Path> folders() throws ProblemException {
    try {
      return DurableFile.folders(folder).reversed();
    } catch (IOException unreadable) {
      throw FileFailure.of(
          "read",
          folder,
          unreadable,
          "no run can be shown; nothing was changed",
          "mend the permissions of the folder");
    }
  }
}
