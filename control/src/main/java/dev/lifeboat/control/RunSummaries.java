package dev.lifeboat.control;

import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.ClosedJournal;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Runs in short, and what was learnt of them on the way, so that whoever wants more of one need
/// not read it again.
final class RunSummaries {
  private final Map<Path, KeptDrill> drills = new ConcurrentHashMap<>();
  private final Set<Path> over = ConcurrentHashMap.newKeySet();

  /// What a drill kept.
  ///
  /// @param plan the hash of its plan; empty where no seal tells it
  record KeptDrill(JsonNode result, Optional<String> plan) {}

  /// That of a run that was looked at; empty where it has none, or it could not be read.
  Optional<KeptDrill> drill(Path run) {
    return Optional.ofNullable(drills.get(run));
  }

  /// Whether it was looked at, and its journal says that it is over.
  boolean isKnownOver(Path run) {
    return over.contains(run);
  }

  /// The processes of this machine that execute runs.
  ///
  /// @param folder of all runs
  /// @return by run
  static Map<String, RunController> atWork(Path folder) throws ProblemException {
    return RunController.among(folder).stream()
        .filter(RunController::lives)
        .collect(Collectors.toMap(RunController::run, it -> it, (one, _) -> one));
  }

  /// One run in short; one whose files are damaged is told as such.
  ///
  /// @param atWork as [#atWork]
  RunSummary of(Path run, Map<String, RunController> atWork) {
    Optional<RunSummary> moved = Optional.empty();
    try {
      var dropped = DroppedClaim.find(run);
      if (dropped.isPresent() && DrillLog.find(run).isEmpty()) {
        // Whatever its journal says: nobody can take it up any more.
        return RunSummary.ofDropped(run, dropped.get(), begun(run));
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
      state.filter(RunState::isOver).ifPresent(_ -> over.add(run));
      var journalled = RunSummary.ofMove(run, state);
      moved = Optional.of(journalled);
      var drill = record.result();
      if (drill.isPresent()) {
        drills.put(run, new KeptDrill(drill.get(), Optional.empty()));
        var held = journalled.ofDrill(drill.get());
        return dropped.isPresent() ? held.closed() : held;
      }
      var alive = Optional.ofNullable(atWork.get(journalled.run()));
      var log = record.log();
      if (log.isPresent()) {
        return journalled.ofUnfinished(log.get(), state, alive, dropped);
      }
      // It has neither journal nor result.
      return TabletopSession.kept(run)
          .map(journalled::ofTabletop)
          .orElseGet(() -> journalled.executedBy(alive));
    } catch (ProblemException unread) {
      return RunSummary.unread(run, moved, unread.problem());
    }
  }

  /// What its journal tells; empty where that cannot be read: the claim may be dropped for that.
  private static Optional<RunState> begun(Path run) {
    try {
      return RunRecords.state(run);
    } catch (ProblemException unreadable) {
      return Optional.empty();
    }
  }
}
