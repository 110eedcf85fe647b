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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a workload's own runs teach about how long its goals take: from the first request of a step
/// until it was met. What was seen less often than [#FEWEST] stays at its documented default.
public final class LearnedTimes {
  /// Fewer occurrences say little about the longest one.
  public static final int FEWEST = 3;

  private final Workload workload;
  private final List<Duration> demote = new ArrayList<>();
  private final List<Duration> promote = new ArrayList<>();
  private final List<Duration> copyAnew = new ArrayList<>();
  private final List<Duration> scale = new ArrayList<>();
  private final List<Duration> route = new ArrayList<>();
  private int runs;

  public LearnedTimes(Workload workload) {
    this.workload = workload;
  }

  /// Learns from the journal of one run; one of another workload teaches nothing.
  public void add(List<Entry> journal) {
    if (journal.isEmpty()
        || !(journal.getFirst().event() instanceof Event.RunOpened opened)
        || !opened.runbook().workload().equals(workload.name())) {
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
    switch (goal) {
      case Goal.Fenced(var resource, _, _) -> {
        if (workload.resources().get(resource) instanceof Database) {
          demote.add(took);
        }
      }
      case Goal.Promoted _ -> promote.add(took);
      case Goal.Replicating(_, _, _, var level) -> {
        if (level == Goal.Level.STREAMING) {
          copyAnew.add(took);
        }
      }
      case Goal.Running _ -> scale.add(took);
      case Goal.Routed(_, _, var share) -> {
        // A share takes as long as it is held.
        if (share == null) {
          route.add(took);
        }
      }
      case Goal.Bound _, Goal.Healthy _ -> {}
    }
  }

  /// Runs learned from.
  public int runs() {
    return runs;
  }

  /// What was learned, else the documented defaults.
  public StepTimes times() {
    var standard = StepTimes.standard();
    return new StepTimes(
        range(demote, standard.demote()),
        range(promote, standard.promote()),
        range(copyAnew, standard.copyAnew()),
        standard.start(),
        range(scale, standard.scale()),
        range(route, standard.route()));
  }

  private static StepTimes.Range range(List<Duration> seen, StepTimes.Range otherwise) {
    if (seen.size() < FEWEST) {
      return otherwise;
    }
    var sorted = seen.stream().sorted().toList();
    return new StepTimes.Range(sorted.getFirst(), sorted.getLast());
  }
}
