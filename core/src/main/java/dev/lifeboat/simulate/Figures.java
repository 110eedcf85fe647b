package dev.lifeboat.simulate;

import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Violation.Invariant;
import java.time.Duration;
import java.util.Optional;

/// RTO and RPO of one world, as its clients can tell them: from their own acknowledgements, and
/// from what the region that serves in the end holds.
final class Figures {
  private final World world;
  private final long faultNanos;
  private final int source;
  private final int target;

  Figures(World world, long faultNanos) {
    this.world = world;
    this.faultNanos = faultNanos;
    this.source = world.mode() == Mode.FAILBACK ? 1 : 0;
    this.target = 1 - source;
  }

  private boolean moved() {
    return world.index(world.registry.placed().writer()) == target
        && !world.runs.isEmpty()
        && world.runs.getLast().isOver();
  }

  Optional<Duration> rto() {
    long first = world.clients.firstBy(target, 0);
    if (!moved() || first < 0) {
      return Optional.empty();
    }
    long since = world.mode() == Mode.FAILOVER ? Math.min(faultNanos, first) : last();
    return Optional.of(Duration.ofNanos(Math.max(0, first - since)));
  }

  /// The last acknowledgement that clients got from the old side.
  private long last() {
    long last = 0;
    for (int i = 0; i < world.clients.count(); i++) {
      if (world.clients.region(i) == source) {
        last = Math.max(last, world.clients.toNanos(i));
      }
    }
    return last;
  }

  /// From the earliest acknowledgement that is not found in the new region until the last one that
  /// the old region gave.
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
    for (var store : world.stores()) {
      var held = store.copy(target);
      for (int i = 0; i < world.clients.count(); i++) {
        earliest =
            Math.min(
                earliest,
                store.earliestMissing(
                    held,
                    world.clients.region(i),
                    world.clients.fromNanos(i),
                    world.clients.toNanos(i)));
      }
    }
    return earliest;
  }

  private static String text(long nanos) {
    return nanos == Long.MAX_VALUE ? "never" : Duration.ofNanos(nanos).toString();
  }
}
