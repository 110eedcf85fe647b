package dev.lifeboat.drill;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// When a planned move closed the front door to the old side, which is what clients notice of it.
final class DoorClosure {
  private DoorClosure() {}

  /// From the first request to close until the last door was shown closed; empty when the run did
  /// not come so far.
  static Optional<FaultTime> of(Workload workload, List<Entry> entries) {
    var fences =
        workload.resources(Traffic.class).stream().map(door -> "fence-" + door.name()).toList();
    Optional<Instant> from = Optional.empty();
    Optional<Instant> until = Optional.empty();
    for (var entry : entries) {
      if (entry.event() instanceof Event.StepStarted(var step) && fences.contains(step.value())) {
        from = from.or(() -> Optional.of(entry.at()));
      } else if (entry.event() instanceof Event.StepMet(var step, _)
          && fences.contains(step.value())) {
        until = Optional.of(entry.at());
      }
    }
    var closed = until;
    return from.flatMap(at -> closed.map(end -> new FaultTime(at, end)));
  }
}
