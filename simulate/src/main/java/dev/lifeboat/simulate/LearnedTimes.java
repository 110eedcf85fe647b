package dev.lifeboat.simulate;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a workload's own runs teach about how long its goals take: from the first request of a step
/// until it was met. What was seen less often than [#FEWEST] stays at its documented default.
public final class LearnedTimes {
  /// Fewer occurrences say little about the longest one.
  public static final int FEWEST = 3;

  /// What can be learned.
  private enum Kind {
    DEMOTE,
    PROMOTE,
    COPY_ANEW,
    SCALE,
    ROUTE
  }

  private final Workload workload;
  private final Map<Kind, List<Duration>> seen = new EnumMap<>(Kind.class);
  private int runs;

  public LearnedTimes(Workload workload) {
    this.workload = workload;
  }

  /// Learns from the journal of one run, which the caller knows to be the workload's own.
  public void add(List<Entry> journal) {
    if (journal.isEmpty() || !(journal.getFirst().event() instanceof Event.RunOpened opened)) {
      return;
    }
    runs++;
    var steps = opened.runbook().byId();
    var asked = new HashMap<StepId, Instant>();
    for (var entry : journal) {
      var event = entry.event();
      if (event instanceof Event.PursuitIntended(var step, _)) {
        asked.putIfAbsent(step, entry.at());
      } else if (event instanceof Event.PromotionIntended(var step, _, _, _, _)) {
        asked.putIfAbsent(step, entry.at());
      } else if (event instanceof Event.StepMet(var step, _)) {
        met(steps, step, asked, entry.at());
      }
    }
  }

  private void met(Map<StepId, Step> steps, StepId id, Map<StepId, Instant> asked, Instant at) {
    var since = Optional.ofNullable(asked.get(id));
    if (since.isEmpty() || !(steps.get(id) instanceof Step.Reach(_, var goal, _, _, _))) {
      return;
    }
    var took = Duration.between(since.get(), at);
    if (took.isNegative()) {
      return; // The wall clock was set back meanwhile.
    }
    kind(goal).ifPresent(kind -> seen.computeIfAbsent(kind, _ -> new ArrayList<>()).add(took));
  }

  private Optional<Kind> kind(Goal goal) {
    return switch (goal) {
      case Goal.Fenced(var resource, _, _) ->
          Optional.of(Kind.DEMOTE)
              .filter(_ -> workload.resources().get(resource) instanceof Database);
      case Goal.Promoted _ -> Optional.of(Kind.PROMOTE);
      case Goal.Replicating(_, _, _, var level) ->
          Optional.of(Kind.COPY_ANEW).filter(_ -> level == Goal.Level.STREAMING);
      case Goal.Running _ -> Optional.of(Kind.SCALE);
      // A share takes as long as it is held.
      case Goal.Routed(_, _, var share) -> Optional.of(Kind.ROUTE).filter(_ -> share == null);
      case Goal.Protected _, Goal.Restored _, Goal.Bound _, Goal.Healthy _ -> Optional.empty();
    };
  }

  /// Runs learned from.
  public int runs() {
    return runs;
  }

  /// What was learned, else the documented defaults.
  public StepTimes times() {
    var standard = StepTimes.standard();
    return new StepTimes(
        range(Kind.DEMOTE, standard.demote()),
        range(Kind.PROMOTE, standard.promote()),
        range(Kind.COPY_ANEW, standard.copyAnew()),
        standard.start(),
        range(Kind.SCALE, standard.scale()),
        range(Kind.ROUTE, standard.route()));
  }

  private StepTimes.Range range(Kind kind, StepTimes.Range otherwise) {
    var sorted = seen.getOrDefault(kind, List.of()).stream().sorted().toList();
    return sorted.size() < FEWEST
        ? otherwise
        : new StepTimes.Range(sorted.getFirst(), sorted.getLast());
  }
}
