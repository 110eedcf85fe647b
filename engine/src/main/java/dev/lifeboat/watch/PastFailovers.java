package dev.lifeboat.watch;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
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

/// Reads the failovers of one workload, and the planned moves that its watch began, from the
/// journals of its runs. A run that is over is read once, so that asking again while the primary is
/// down costs one look at a folder. Used by one thread.
public final class PastFailovers {
  /// Who opens the runs of a watch, as their journals have it.
  public static final String WATCH = "watch";

  private final Runs runs;
  private final String plan;
  private final String workload;
  private final Map<RunId, Optional<PastFailover>> over = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();

  public PastFailovers(Runs runs, String plan, String workload) {
    this.runs = runs;
    this.plan = plan;
    this.workload = workload;
  }

  /// All failovers that moved the writer or may yet, newest first; without those of drills, which
  /// are brought home and checked before they end, and without those that [#unreadable] names.
  ///
  /// @throws ProblemException LB4001 when the runs cannot be listed
  public List<PastFailover> read() throws ProblemException {
    var found = new ArrayList<PastFailover>();
    for (var run : runs.list()) {
      var known = over.get(run);
      var one = known == null ? lookIfReadable(run) : known;
      one.ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  /// Why journals could not be read so far. They count as no failover: what they would hold back is
  /// for calm, and a damaged file of last year must not keep a lost region from being moved.
  public List<String> unreadable() {
    return List.copyOf(unreadable);
  }

  private Optional<PastFailover> lookIfReadable(RunId run) {
    try {
      return look(run);
    } catch (ProblemException damaged) {
      unreadable.add(damaged.problem().happened());
      over.put(run, Optional.empty());
      return Optional.empty();
    }
  }

  private Optional<PastFailover> look(RunId run) throws ProblemException {
    var entries = JournalReader.read(runs.files(run).journal()).entries();
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    var state = runs.read(run);
    var ended =
        state.phase() instanceof RunState.Phase.Ended
            ? Optional.of(entries.getLast().at())
            : Optional.<Instant>empty();
    var found =
        counts(state) && !Files.exists(runs.files(run).canary())
            ? Optional.of(
                new PastFailover(
                    run.value(), automatic(state.opened()), entries.getFirst().at(), ended))
            : Optional.<PastFailover>empty();
    ended.ifPresent(_ -> over.put(run, found));
    return found;
  }

  private boolean counts(RunState state) {
    var runbook = state.runbook();
    boolean mayYet = !(state.phase() instanceof RunState.Phase.Ended);
    return runbook.plan().equals(plan)
        && runbook.workload().equals(workload)
        && (runbook.mode() == Mode.FAILOVER
            || (runbook.mode() == Mode.SWITCHOVER && state.opened().by().equals(WATCH)))
        && (state.pastNoReturn() || mayYet);
  }

  private static boolean automatic(Event.RunOpened opened) {
    return opened.by().equals(WATCH)
        && opened.runbook().steps().stream().noneMatch(Step.Ask.class::isInstance);
  }
}
