package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

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
    boolean overridden;
    Optional<String> acceptedLoss = Optional.empty();

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

  /// Moves a step as the event says.
  ///
  /// @throws ContradictionException when the event cannot follow what was folded so far
  void apply(StepId id, Event event, Instant at) {
    var slot = slot(id);
    if (event instanceof Event.StepStarted && !ready.contains(slot)) {
      throw new ContradictionException("step '" + id + "' began before what it waits for was met");
    }
    move(slot, StepTransitions.next(moment(slot, at), slot.state, event));
  }

  private StepMoment moment(Slot slot, Instant at) {
    return new StepMoment(slot.step, slot.requests, at, pace);
  }

  /// Keeps what is counted and at hand in step with the states.
  private void move(Slot slot, StepState next) {
    var was = slot.state;
    slot.state = next;
    if (was instanceof StepState.Waiting) {
      ready.remove(slot);
      begun.add(slot.step);
      release(slot.step);
    }
    if (next instanceof StepState.Active present) {
      slot.requests = present.requests().made();
      active.put(slot.step, present);
    } else {
      active.remove(slot.step);
    }
    if (next instanceof StepState.Failed) {
      failed = Optional.of(slot.step);
    }
    count(slot, was instanceof StepState.Met, next instanceof StepState.Met);
    if (slot.step instanceof Step.Reach reach && reach.goal() instanceof Goal.Fenced) {
      if (next instanceof StepState.Met met) {
        heldFences.put(reach, met);
      } else {
        heldFences.remove(reach);
      }
    }
  }

  private void count(Slot slot, boolean before, boolean after) {
    if (before == after) {
      return;
    }
    int change = after ? -1 : 1;
    unmet += change;
    for (var dependent : slot.dependents) {
      dependent.unmet += change;
      if (dependent.unmet == 0 && dependent.state instanceof StepState.Waiting) {
        ready.add(dependent);
      } else {
        ready.remove(dependent);
      }
    }
  }

  /// Who shares traffic out opens the front door again to a region that was closed for the
  /// promotion. That fence has done what it was for, and nobody is to put it back.
  private void release(Step step) {
    if (step instanceof Step.Reach(_, Goal.Routed(var traffic, _, var share), _, _, _)
        && share != null) {
      heldFences.keySet().removeIf(fence -> fence.goal().resource().equals(traffic));
    }
  }

  /// The step's request was accepted.
  void accepted(StepId id) {
    slot(id).accepted = true;
  }

  boolean isAccepted(StepId id) {
    return slot(id).accepted;
  }

  /// A fence counts as met on a person's word; there is nothing to look at again.
  void override(Event.FenceOverridden word, Instant at) {
    var id = word.step();
    if (!(slot(id).step instanceof Step.Reach fence) || !(fence.goal() instanceof Goal.Fenced)) {
      throw new ContradictionException("step '" + id + "' is no fence and cannot be overridden");
    }
    apply(id, word, at);
    heldFences.remove(fence);
    slot(id).overridden = true;
  }

  /// A promotion may go on with a copy that is no candidate, on a person's word.
  void acceptLoss(StepId id, String word) {
    if (!(slot(id).step instanceof Step.Reach reach) || !Promotions.isPromotion(reach)) {
      throw new ContradictionException("step '" + id + "' is no promotion, so it loses nothing");
    }
    slot(id).acceptedLoss = Optional.of(word);
  }

  /// The person's word to promote a copy that is no candidate; empty mostly.
  Optional<String> acceptedLoss(StepId id) {
    return slot(id).acceptedLoss;
  }

  boolean overridden(StepId id) {
    return slot(id).overridden;
  }

  /// A look found nothing new; sets the pace only.
  void looked(Step step, Instant at) {
    var slot = slot(step.id());
    switch (slot.state) {
      case StepState.Met met -> move(slot, moment(slot, at).held(met));
      case StepState.Active was -> move(slot, moment(slot, at).looked(was, was.why()));
      case StepState.Waiting _, StepState.Failed _ -> {}
    }
  }

  /// Failed and active steps begin anew, with a fresh deadline and no memory of a pace.
  void beginAgain(Event.Resumed resumed, Instant at) {
    failed = Optional.empty();
    for (var slot : current) {
      if (slot.state instanceof StepState.Failed || slot.state instanceof StepState.Active) {
        apply(slot.step.id(), resumed, at);
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
    slots.values().forEach(slot -> all.put(slot.step, slot.state));
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

  private Slot slot(StepId id) {
    var slot = slots.get(id);
    if (slot == null) {
      throw new ContradictionException("no step '" + id + "' in this run");
    }
    return slot;
  }
}
