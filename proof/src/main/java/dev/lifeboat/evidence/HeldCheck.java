package dev.lifeboat.evidence;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Compares `held.json` with the journal: it is of the region that the run moved to, and of a fault
/// that was there before the run.
final class HeldCheck {
  private HeldCheck() {}

  /// What the journal contradicts; empty when nothing.
  static Optional<String> contradiction(HeldFile held, Runbook runbook, List<Entry> entries) {
    if (!held.region().equals(runbook.target())) {
      return Optional.of(
          "is of %s, and the run moved to %s".formatted(held.region(), runbook.target()));
    }
    var latest = latestFault(runbook, entries).truncatedTo(ChronoUnit.MICROS);
    return held.fault().at().isAfter(latest)
        ? Optional.of(
            "has the fault at %s, and the journal shows it by %s"
                .formatted(held.fault().at(), latest))
        : Optional.empty();
  }

  /// When clients were cut off at the latest: before a run that a fault began, and in a planned one
  /// once it begins to close the doors to the old side.
  private static Instant latestFault(Runbook runbook, List<Entry> entries) {
    var opened = entries.getFirst().at();
    if (runbook.mode() != Mode.SWITCHOVER) {
      return opened;
    }
    var closing = closing(runbook);
    return entries.stream()
        .filter(
            entry -> entry.event() instanceof Event.StepStarted(var step) && closing.contains(step))
        .findFirst()
        .map(Entry::at)
        .orElse(opened);
  }

  private static Set<StepId> closing(Runbook runbook) {
    var goals = Step.reaching(runbook.steps()).toList();
    var doors =
        goals.stream()
            .map(Step.Reach::goal)
            .filter(Goal.Routed.class::isInstance)
            .map(Goal::resource)
            .collect(Collectors.toSet());
    return goals.stream()
        .filter(
            step -> step.goal() instanceof Goal.Fenced fence && doors.contains(fence.resource()))
        .map(Step.Reach::id)
        .collect(Collectors.toSet());
  }
}
