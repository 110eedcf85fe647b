package dev.lifeboat.simulate;

import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Violation.Invariant;
import java.time.Duration;
import java.util.Optional;

/// RTO and RPO of one world, as its clients can tell them: from their own acknowledgements, and
/// from what the region that serves in the end holds.
///
/// @param mode of the first move; a failback may have followed
record SimFigures(SimWorld world, Mode mode, long faultNanos) {

  private boolean moved() {
    return first() >= 0 && world.runs.getLast().isOver();
  }

  Optional<Duration> rto() {
    if (!moved()) {
      return Optional.empty();
    }
    boolean drilled = mode == Mode.FAILOVER && faultNanos >= 0;
    long since = drilled ? Math.min(faultNanos, first()) : last();
    return Optional.of(Duration.ofNanos(Math.max(0, first() - since)));
  }

  /// The last acknowledgement that clients got from the old side before the first by the new one.
  private long last() {
    return world.clients.lastBy(source(), first());
  }

  /// The first acknowledgement by the new side; -1 for none.
  private long first() {
    return world.clients.firstBy(1 - source(), 0);
  }

  private int source() {
    return mode == Mode.FAILBACK ? 1 : 0;
  }

  /// From the earliest acknowledgement that is not found in the region that serves in the end until
  /// the last one that the old region gave.
  Optional<Duration> rpo() {
    if (!moved() || !world.checker.isClean()) {
      return Optional.empty();
    }
    long reported = earliestMissing();
    long known = world.checker.earliestLostNanos();
    if (reported != known) {
      world.checker.violated(
          Invariant.HONEST_RPO,
          "clients miss writes from %s on, the world lost them from %s on"
              .formatted(text(reported), text(known)));
    }
    return Optional.of(
        Duration.ofNanos(reported == Long.MAX_VALUE ? 0 : Math.max(0, last() - reported)));
  }

  private long earliestMissing() {
    long earliest = Long.MAX_VALUE;
    int serving = world.index(world.placements.placed().writer());
    for (var store : world.stores) {
      var held = store.copy(serving);
      for (var stretch : world.clients.stretches()) {
        earliest =
            Math.min(
                earliest,
                store.earliestMissing(held, stretch.region, stretch.fromNanos, stretch.toNanos));
      }
    }
    return earliest;
  }

  private static String text(long nanos) {
    return nanos == Long.MAX_VALUE ? "never" : Duration.ofNanos(nanos).toString();
  }
}
