package dev.lifeboat.drill;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Moments at which a run took the old side from clients: a planned move by closing its front door.
final class DoorClosure {
  private static final String FENCE = "fence-";

  private DoorClosure() {}

  /// When all of the old side was first shown closed, doors and stores; empty when the run promoted
  /// nobody.
  static Optional<Instant> ofAll(List<Entry> entries) {
    Optional<Instant> last = Optional.empty();
    for (var entry : entries) {
      switch (entry.event()) {
        case Event.StepMet(var step, _) when step.value().startsWith(FENCE) ->
            last = Optional.of(entry.at());
        case Event.PromotionIntended _ -> {
          return last;
        }
        default -> {}
      }
    }
    return Optional.empty();
  }

  /// From the first request to close until the last door was shown closed; empty when the run did
  /// not come so far.
  static Optional<FaultTime> of(Workload workload, List<Entry> entries) {
    var fences =
        workload.resources(Traffic.class).stream().map(door -> FENCE + door.name()).toList();
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
