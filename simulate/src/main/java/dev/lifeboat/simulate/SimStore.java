package dev.lifeboat.simulate;

import java.util.ArrayList;
import java.util.List;

/// One store of the workload in both regions, and what was acknowledged to its clients.
///
/// Clients write to every copy that takes writes, all the time, also past the front door with
/// connections from before: they are why two writers at once lose data. What they were told is kept
/// as intervals of time, not write by write.
final class SimStore {
  // What a writer that nobody acknowledges has written beyond its last acknowledgement: one write a
  // connection, which then waits.
  private static final long UNACKNOWLEDGED_NANOS = 1_000;

  /// A stretch of writes acknowledged by one region.
  static final class Acknowledged {
    final int region;
    final long epoch;
    final int timeline;
    final boolean covered;
    final long fromNanos;
    long toNanos;
    long lostFromNanos = Long.MAX_VALUE;

    Acknowledged(
        int region, long epoch, int timeline, boolean covered, long fromNanos, long toNanos) {
      this.region = region;
      this.covered = covered;
      this.epoch = epoch;
      this.timeline = timeline;
      this.fromNanos = fromNanos;
      this.toNanos = toNanos;
    }
  }

  final Setting.StoreKind kind;
  final Timelines timelines = new Timelines();
  final Losses losses;
  private final SimWorld world;
  private final SimCopy[] copies = new SimCopy[2];
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final long[] lastNanos = {Long.MIN_VALUE, Long.MIN_VALUE};
  private final long[] fromNanos = {0, 0};
  private final long[] toNanos = {0, 0};
  private long highestEpoch;

  SimStore(SimWorld world, Setting.StoreKind kind) {
    this.world = world;
    this.kind = kind;
    this.losses = new Losses(world, this, new ArrayList<>());
  }

  void place(SimCopy home, SimCopy away) {
    copies[0] = home;
    copies[1] = away;
  }

  /// All that was lost must be somewhere.
  void requireLostKept() {
    for (var stretch : acknowledged) {
      if (stretch.lostFromNanos < stretch.toNanos) {
        losses.requireKept(stretch);
      }
    }
  }

  SimCopy copy(int region) {
    return copies[region];
  }

  /// What was acknowledged in the last stretch that was settled; empty if the second is not above.
  long fromNanos(int region) {
    return fromNanos[region];
  }

  long toNanos(int region) {
    return toNanos[region];
  }

  /// Lets clients write and replicas follow from `since` until now, with everything as it is.
  void settle(long since, long now) {
    for (var copy : copies) {
      write(copy, since, now);
    }
    for (var copy : copies) {
      follow(copy, now);
    }
    for (var copy : copies) {
      acknowledge(copy, since);
    }
  }

  private void write(SimCopy copy, long since, long now) {
    int region = copy.region;
    fromNanos[region] = since;
    toNanos[region] = since;
    if (!copy.writable() || !copy.server.isRunning()) {
      return;
    }
    long end = copy.gateEndNanos();
    if (end > since) {
      toNanos[region] = Math.min(now, end);
      copy.wrote(toNanos[region]);
    }
    if (end < now) {
      copy.wrote(Math.min(now, Math.max(copy.uptoNanos(), end) + UNACKNOWLEDGED_NANOS));
    }
  }

  private void follow(SimCopy copy, long now) {
    var source = copies[1 - copy.region];
    if (!copy.streams() || !connected(copy)) {
      return;
    }
    long sent = now - world.wayNanos();
    if (sent >= copy.streamSinceNanos()) {
      long reached = Math.min(source.uptoNanos(), sent);
      if (copy.timeline() != source.timeline()) {
        copy.received(source, Math.max(copy.uptoNanos(), reached));
      } else if (copy.uptoNanos() < reached) {
        copy.received(source, reached);
      }
    }
  }

  /// Whether the stream from the other region can flow now.
  boolean connected(SimCopy copy) {
    var source = copies[1 - copy.region];
    return copy.server.isRunning()
        && source.server.isRunning()
        && world.network.passesBothWays(SimSite.HOME, SimSite.AWAY)
        && !copy.hasGoneAnotherWayThan(source);
  }

  private void acknowledge(SimCopy copy, long since) {
    int region = copy.region;
    if (toNanos[region] > since && kind.synchronous()) {
      if (copy.covered()) {
        shorten(copy, since);
      } else if (follows(copies[1 - region], copy)) {
        copy.cover();
      }
    }
    if (toNanos[region] > fromNanos[region]) {
      record(copy);
    }
  }

  /// A synchronous writer acknowledges what its replica has, and no more.
  private void shorten(SimCopy copy, long since) {
    int region = copy.region;
    var replica = copies[1 - region];
    if (!follows(replica, copy)) {
      toNanos[region] = since;
      return;
    }
    fromNanos[region] = Math.max(lastNanos[region], since - 2 * world.wayNanos());
    toNanos[region] = Math.min(toNanos[region], replica.uptoNanos());
  }

  private boolean follows(SimCopy replica, SimCopy source) {
    return replica.streams() && connected(replica) && replica.timeline() == source.timeline();
  }

  private void record(SimCopy copy) {
    int region = copy.region;
    long from = fromNanos[region];
    long to = toNanos[region];
    if (from < lastNanos[1 - region]) {
      world.checker.twoWriters(this, copy, from, lastNanos[1 - region]);
    }
    if (copy.writingEpoch() < highestEpoch) {
      world.checker.lateWriter(this, copy, highestEpoch);
    }
    highestEpoch = Math.max(highestEpoch, copy.writingEpoch());
    lastNanos[region] = Math.max(lastNanos[region], to);
    if (!copy.accounted()) {
      copy.account();
      account(copy);
    }
    boolean covered = kind.synchronous() && copy.covered();
    var last = acknowledged.isEmpty() ? null : acknowledged.getLast();
    if (last != null
        && last.region == region
        && last.timeline == copy.timeline()
        && last.covered == covered
        && last.toNanos == from) {
      last.toNanos = to;
    } else {
      acknowledged.add(
          new Acknowledged(region, copy.writingEpoch(), copy.timeline(), covered, from, to));
    }
  }

  /// This copy's history is the store's from now on: what was acknowledged and is not in it is
  /// lost.
  private void account(SimCopy copy) {
    for (var stretch : acknowledged) {
      long held = timelines.holds(copy.timeline(), copy.uptoNanos(), stretch.timeline);
      long lostFrom = Math.max(stretch.fromNanos, held);
      if (lostFrom < Math.min(stretch.toNanos, stretch.lostFromNanos)) {
        world.checker.lost(this, copy, stretch, lostFrom);
        stretch.lostFromNanos = lostFrom;
      }
    }
  }

  /// What a client that was acknowledged by `region` from then until then would miss first, looking
  /// into `copy` alone; `MAX_VALUE` if nothing.
  long earliestMissing(SimCopy copy, int region, long from, long to) {
    long earliest = Long.MAX_VALUE;
    for (var stretch : acknowledged) {
      if (stretch.region == region && stretch.fromNanos < to && from < stretch.toNanos) {
        long held = timelines.holds(copy.timeline(), copy.uptoNanos(), stretch.timeline);
        long missing = Math.max(Math.max(stretch.fromNanos, from), held);
        if (missing < Math.min(stretch.toNanos, to)) {
          earliest = Math.min(earliest, missing);
        }
      }
    }
    return earliest;
  }
}
