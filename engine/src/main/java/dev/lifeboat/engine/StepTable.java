package dev.lifeboat.engine;

import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The steps of a run with their states, and which may begin. Keeps the ready set and the active
/// steps at hand, so that a decision costs what is under way and not what the runbook holds.
final class StepTable {

  private static final class Slot {
    final Step step;
    final List<Slot> dependents = new ArrayList<>();
    StepState state = new StepState.Waiting();
    int unmet;
    int requests;
    boolean accepted;

    Slot(Step step) {
      this.step = step;
    }
  }

  private final Pace pace;
  private final SequencedMap<StepId, Slot> slots = new LinkedHashMap<>();
  private final LinkedHashSet<Slot> ready = new LinkedHashSet<>();
  private final SequencedMap<Step, StepState.Active> active = new LinkedHashMap<>();
  private final SequencedMap<Step.Reach, StepState.Met> heldFences = new LinkedHashMap<>();
  private final List<Slot> current = new ArrayList<>();
  private final List<Step> begun = new ArrayList<>();
  private final Set<StepId> overridden = new HashSet<>();
  private final Map<StepId, String> acceptedLoss = new HashMap<>();
  private Optional<Step> failed = Optional.empty();
  private int unmet;

  StepTable(List<Step> steps, Pace pace) {
    this.pace = pace;
    add(steps);
  }

  private void add(List<Step> steps) {
    unmet = steps.size();
    for (var step : steps) {
      var slot = new Slot(step);
      slots.put(step.id(), slot);
      current.add(slot);
      for (var id : step.after()) {
        slot(id).dependents.add(slot);
        slot.unmet++;
      }
      if (slot.unmet == 0) {
        ready.add(slot);
      }
    }
  }

  void start(StepId id, Instant at) {
    var slot = slot(id);
    if (!ready.remove(slot)) {
      throw new IllegalStateException("step '" + id + "' began before what it waits for was met");
    }
    begun.add(slot.step);
    activate(slot, fresh(slot, at, Optional.empty()));
    release(slot.step);
  }

  /// Who shares traffic out opens the front door again to a region that was closed for the
  /// promotion. That fence has done what it was for, and nobody is to put it back.
  private void release(Step step) {
    if (step instanceof Step.Reach(_, Goal.Routed(var traffic, _, var share), _, _, _)
        && share != null) {
      heldFences.keySet().removeIf(fence -> fence.goal().resource().equals(traffic));
    }
  }

  private static StepState.Active fresh(Slot slot, Instant at, Optional<String> why) {
    var until = slot.step instanceof Step.Ask ? Instant.MAX : at.plus(slot.step.deadline());
    return new StepState.Active(at, until, 0, at, slot.requests, at, false, why);
  }

  void pending(StepId id, String why, Instant at) {
    var slot = slot(id);
    polled(slot, active(slot), Optional.of(why), at);
  }

  private void polled(Slot slot, StepState.Active was, Optional<String> why, Instant at) {
    activate(
        slot,
        new StepState.Active(
            was.since(),
            was.until(),
            was.polls() + 1,
            at.plus(pace.poll(was.polls())),
            was.attempts(),
            was.pursueAt(),
            true,
            why));
  }

  void pursue(StepId id, int attempt, Instant at) {
    var slot = slot(id);
    var was = active(slot);
    if (attempt != was.attempts() + 1) {
      throw new IllegalStateException(
          "step '%s' makes request %d after %d".formatted(id, attempt, was.attempts()));
    }
    slot.requests = attempt;
    activate(
        slot,
        new StepState.Active(
            was.since(), was.until(), 0, at, attempt, at.plus(pace.askAgain()), false, was.why()));
  }

  void accepted(StepId id) {
    slot(id).accepted = true;
  }

  boolean isAccepted(StepId id) {
    return slot(id).accepted;
  }

  void pursuitFailed(StepId id, int attempt, String why, Instant at) {
    var slot = slot(id);
    var was = active(slot);
    activate(
        slot,
        new StepState.Active(
            was.since(),
            was.until(),
            was.polls(),
            at,
            attempt,
            at.plus(pace.retry(attempt)),
            false,
            Optional.of(why)));
  }

  void asked(StepId id, Instant at) {
    var slot = slot(id);
    var was = active(slot);
    slot.requests = 1;
    activate(
        slot,
        new StepState.Active(
            was.since(), was.until(), 0, at, 1, was.pursueAt(), true, Optional.of("asked")));
  }

  void met(StepId id, String proof, Instant at) {
    var slot = slot(id);
    var was = active(slot);
    active.remove(slot.step);
    var met = new StepState.Met(was.since(), at, proof, at.plus(pace.watchFence()));
    slot.state = met;
    unmet--;
    for (var dependent : slot.dependents) {
      dependent.unmet--;
      if (dependent.unmet == 0 && dependent.state instanceof StepState.Waiting) {
        ready.add(dependent);
      }
    }
    if (slot.step instanceof Step.Reach reach && reach.goal() instanceof Goal.Fenced) {
      heldFences.put(reach, met);
    }
  }

  /// A fence counts as met on a person's word; there is nothing to look at again.
  void override(StepId id, String word, Instant at) {
    if (!(slot(id).step instanceof Step.Reach fence) || !(fence.goal() instanceof Goal.Fenced)) {
      throw new IllegalStateException("step '" + id + "' is no fence and cannot be overridden");
    }
    met(id, word, at);
    heldFences.remove(fence);
    overridden.add(id);
  }

  /// A promotion may go on with a copy that is no candidate, on a person's word.
  void acceptLoss(StepId id, String word) {
    if (!(slot(id).step instanceof Step.Reach reach) || !Promotions.isPromotion(reach)) {
      throw new IllegalStateException("step '" + id + "' is no promotion, so it loses nothing");
    }
    acceptedLoss.put(id, word);
  }

  Optional<String> acceptedLoss(StepId id) {
    return Optional.ofNullable(acceptedLoss.get(id));
  }

  boolean overridden(StepId id) {
    return overridden.contains(id);
  }

  /// A look found nothing new; sets the pace only.
  void looked(Step step, Instant at) {
    var slot = slot(step.id());
    switch (slot.state) {
      case StepState.Met(var since, var metAt, var proof, _)
          when step instanceof Step.Reach fence -> {
        var met = new StepState.Met(since, metAt, proof, at.plus(pace.watchFence()));
        slot.state = met;
        heldFences.put(fence, met);
      }
      case StepState.Active was -> polled(slot, was, was.why(), at);
      case StepState.Met _, StepState.Waiting _, StepState.Failed _ -> {}
    }
  }

  void lost(StepId id, String why, Instant at) {
    var slot = slot(id);
    if (!(slot.state instanceof StepState.Met)) {
      throw new IllegalStateException("step '" + id + "' is lost and was not met");
    }
    unmet++;
    for (var dependent : slot.dependents) {
      dependent.unmet++;
      ready.remove(dependent);
    }
    if (slot.step instanceof Step.Reach fence) {
      heldFences.remove(fence);
    }
    activate(slot, fresh(slot, at, Optional.of(why)));
  }

  void fail(StepId id, Code code, String why, Instant at) {
    var slot = slot(id);
    active.remove(slot.step);
    slot.state = new StepState.Failed(at, code, why);
    failed = Optional.of(slot.step);
  }

  /// Failed and active steps begin anew, with a fresh deadline and no memory of a pace.
  void beginAgain(Instant at) {
    failed = Optional.empty();
    for (var slot : current) {
      switch (slot.state) {
        case StepState.Failed(_, _, var why) -> activate(slot, fresh(slot, at, Optional.of(why)));
        case StepState.Active was -> activate(slot, fresh(slot, at, was.why()));
        case StepState.Waiting(), StepState.Met(_, _, _, _) -> {}
      }
    }
  }

  /// Forgets what was ahead and lines up what takes back the steps that began, last one first, one
  /// after the other: taking back is rare, and its order matters more than its speed.
  void beginUndo() {
    current.clear();
    ready.clear();
    active.clear();
    heldFences.clear();
    failed = Optional.empty();
    var undo = new ArrayList<Step>();
    for (var step : begun.reversed()) {
      if (step instanceof Step.Reach reach) {
        for (var goal : reach.undo()) {
          var suffix = reach.undo().size() == 1 ? "" : "-" + (reach.undo().indexOf(goal) + 1);
          undo.add(
              new Step.Reach(
                  new StepId("undo-" + reach.id() + suffix),
                  goal,
                  undo.isEmpty() ? List.of() : List.of(undo.getLast().id()),
                  reach.deadline(),
                  List.of()));
        }
      }
    }
    begun.clear();
    add(undo);
  }

  StepState of(StepId id) {
    return slot(id).state;
  }

  Step step(StepId id) {
    return slot(id).step;
  }

  SequencedMap<Step, StepState> all() {
    var all = new LinkedHashMap<Step, StepState>(2 * slots.size());
    for (var slot : slots.values()) {
      all.put(slot.step, slot.state);
    }
    return all;
  }

  /// Every step on any way to `step`, itself left out.
  List<Step> before(Step step) {
    var found = new LinkedHashMap<StepId, Step>();
    var open = new ArrayDeque<>(step.after());
    while (!open.isEmpty()) {
      var id = open.poll();
      if (found.putIfAbsent(id, slot(id).step) == null) {
        open.addAll(slot(id).step.after());
      }
    }
    return List.copyOf(found.values());
  }

  /// Whether all that `step` waits for is met now; it may have begun and lost that since.
  boolean unblocked(Step step) {
    return slot(step.id()).unmet == 0;
  }

  List<Step> ready(int most) {
    if (ready.isEmpty()) {
      return List.of();
    }
    var first = new ArrayList<Step>();
    for (var slot : ready) {
      if (first.size() >= most) {
        break;
      }
      first.add(slot.step);
    }
    return first;
  }

  Map<Step, StepState.Active> active() {
    return active;
  }

  Map<Step.Reach, StepState.Met> heldFences() {
    return heldFences;
  }

  Optional<Step> failed() {
    return failed;
  }

  boolean allMet() {
    return unmet == 0;
  }

  private void activate(Slot slot, StepState.Active state) {
    slot.state = state;
    active.put(slot.step, state);
  }

  private static StepState.Active active(Slot slot) {
    if (slot.state instanceof StepState.Active state) {
      return state;
    }
    throw new IllegalStateException("step '" + slot.step.id() + "' is not under way");
  }

  private Slot slot(StepId id) {
    var slot = slots.get(id);
    if (slot == null) {
      throw new IllegalStateException("no step '" + id + "' in this run");
    }
    return slot;
  }
}
