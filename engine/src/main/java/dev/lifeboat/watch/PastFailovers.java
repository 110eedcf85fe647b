package dev.lifeboat.watch;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.journal.ClosedJournal;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the failovers of the workloads of one plan, and the planned moves that their watch began,
/// from the journals of their runs. A run that is over is read once, so that asking again while the
/// primary is down costs one look at a folder. Used by one thread.
public final class PastFailovers {
  /// Who opens the runs of a watch, as their journals have it.
  public static final String WATCH = "watch";

  private final Runs runs;
  private final String plan;
  private final Map<RunId, Optional<Found>> over = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();

  private record Found(String workload, PastFailover failover) {}

  public PastFailovers(Runs runs, String plan) {
    this.runs = runs;
    this.plan = plan;
  }

  /// All failovers that moved the writer of `workload` or may yet, and the planned moves that its
  /// watch began, also those that were taken back, which it would else begin for ever; newest
  /// first; without those of drills, which are brought home and checked before they end, and
  /// without those that [#unreadable] names.
  ///
  /// @throws ProblemException LB4001 when the runs cannot be listed
  public List<PastFailover> read(String workload) throws ProblemException {
    var found = new ArrayList<PastFailover>();
    for (var run : runs.list()) {
      var known = over.get(run);
      var one = known == null ? lookIfReadable(run) : known;
      one.filter(it -> it.workload().equals(workload)).map(Found::failover).ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /// Why journals could not be read so far. They count as no failover: what they would hold back is
  /// for calm, and a damaged file of last year must not keep a lost region from being moved.
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  private Optional<Found> lookIfReadable(RunId run) {
    try {
      return look(run);
    } catch (ProblemException damaged) {
      unreadable.add(damaged.problem().happened());
      over.put(run, Optional.empty());
      return Optional.empty();
    }
  }

  private Optional<Found> look(RunId run) throws ProblemException {
    var files = runs.files(run);
    if (Files.exists(files.canary())
        || ClosedJournal.find(files.journal()).filter(it -> !mayCount(it)).isPresent()) {
      over.put(run, Optional.empty());
      return Optional.empty();
    }
    var entries = JournalReader.read(files.journal()).entries();
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    var state = RunState.read(entries, runs.pace(), files.journal());
    var ended = state.isOver() ? Optional.of(entries.getLast().at()) : Optional.<Instant>empty();
    var opened = state.opened();
    var found =
        opened.run().equals(run)
                && counts(opened)
                && (state.pastNoReturn()
                    || ended.isEmpty()
                    || opened.runbook().mode() == Mode.SWITCHOVER)
            ? Optional.of(
                new Found(
                    opened.runbook().workload(),
                    new PastFailover(
                        run.value(),
                        automatic(opened),
                        ended.isPresent() && !state.pastNoReturn(),
                        entries.getFirst().at(),
                        ended)))
            : Optional.<Found>empty();
    ended.ifPresent(_ -> over.put(run, found));
    return found;
  }

  /// A failover that was taken back or declined is not past the point of no return. Who began a
  /// planned move is not told by the ends.
  private boolean mayCount(ClosedJournal closed) {
    return closed.plan().equals(plan)
        && (closed.mode() == Mode.SWITCHOVER
            || (closed.mode() == Mode.FAILOVER && closed.outcome() == Event.Outcome.DONE));
  }

  private boolean counts(Event.RunOpened opened) {
    var runbook = opened.runbook();
    return runbook.plan().equals(plan)
        && (runbook.mode() == Mode.FAILOVER
            || (runbook.mode() == Mode.SWITCHOVER && opened.by().equals(WATCH)));
  }

  private static boolean automatic(Event.RunOpened opened) {
    return opened.by().equals(WATCH)
        && opened.runbook().steps().stream().noneMatch(Step.Ask.class::isInstance);
  }
}
