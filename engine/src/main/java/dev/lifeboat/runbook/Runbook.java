package dev.lifeboat.runbook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.lifeboat.plan.Strategy;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The steps that move one workload's writer from `source` to `target`, or make `target` its
/// replica, as a directed acyclic graph in a topological order.
///
/// @param plan the plan's name
/// @param source the region that holds the writer when the run begins
/// @param target the region that will hold it, or follow it
/// @param steps each after all the steps that it waits for
public record Runbook(
    String plan,
    String workload,
    Mode mode,
    Strategy strategy,
    String source,
    String target,
    List<Step> steps) {

  /// @throws IllegalArgumentException when a name is taken twice, a step waits for one that is
  ///   unknown or comes later (so cycles cannot exist), or a promotion is not preceded by the fence
  ///   of the same resource elsewhere
  public Runbook {
    steps = List.copyOf(steps);
    var before = new LinkedHashMap<StepId, Step>();
    for (var step : steps) {
      for (var id : step.after()) {
        if (!before.containsKey(id)) {
          throw new IllegalArgumentException(
              "step '%s' waits for '%s', which is not before it".formatted(step.id(), id));
        }
      }
      if (step instanceof Step.Reach(_, Goal.Promoted promoted, _, _, _)
          && !fencedBefore(promoted, step, before)) {
        throw new IllegalArgumentException(
            "step '%s' promotes '%s' without the fence of its old writer before it"
                .formatted(step.id(), promoted.resource()));
      }
      if (before.put(step.id(), step) != null) {
        throw new IllegalArgumentException("step '" + step.id() + "' stands twice");
      }
    }
  }

  private static boolean fencedBefore(
      Goal.Promoted promoted, Step promotion, Map<StepId, Step> before) {
    var open = new ArrayDeque<>(promotion.after());
    var seen = new HashSet<>(promotion.after());
    while (!open.isEmpty()) {
      var step = before.get(open.poll());
      if (step instanceof Step.Reach(_, Goal.Fenced fenced, _, _, _)
          && fenced.resource().equals(promoted.resource())
          && !fenced.region().equals(promoted.region())) {
        return true;
      }
      if (step != null) {
        step.after().stream().filter(seen::add).forEach(open::add);
      }
    }
    return false;
  }

  /// The steps by name, in order.
  @JsonIgnore
  public Map<StepId, Step> byId() {
    var byId = new LinkedHashMap<StepId, Step>(2 * steps.size());
    steps.forEach(step -> byId.put(step.id(), step));
    return byId;
  }

  /// The steps whose first request is the point of no return: before it a planned run can be taken
  /// back, after it a run only goes forward.
  @JsonIgnore
  public List<StepId> pointOfNoReturn() {
    return steps.stream()
        .filter(step -> step instanceof Step.Reach(_, Goal.Promoted _, _, _, _))
        .map(Step::id)
        .toList();
  }

  /// How many steps wait for each step, counted along the longest way: zero for the last.
  @JsonIgnore
  public Map<StepId, Integer> heights() {
    var heights = new HashMap<StepId, Integer>(2 * steps.size());
    for (var step : steps.reversed()) {
      int height = heights.computeIfAbsent(step.id(), _ -> 0);
      step.after().forEach(it -> heights.merge(it, height + 1, Math::max));
    }
    return heights;
  }
}
