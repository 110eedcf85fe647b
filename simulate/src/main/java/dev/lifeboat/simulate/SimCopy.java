package dev.lifeboat.simulate;

import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.runbook.Mode;
import java.util.Optional;

/// One store in one region: a database server with its data, or a bucket behind its gateway.
///
/// `writable` says what the server would do, not whether it is acknowledged: that is for the gate,
/// which is the lease as the region's keeper knows it, for a bucket as its gateway heard of it
/// last.
final class SimCopy {

  /// What the region's agent is told to see to; durable.
  enum Duty {
    WRITER,
    REPLICA,
    FENCED
  }

  /// How it became the writer last.
  ///
  /// @param mode of the run
  /// @param replacedEpoch of the writer that it had followed until then
  /// @param lossAccepted whether a person accepted what it lacked then
  record Promotion(Mode mode, long replacedEpoch, boolean lossAccepted) {}

  final SimStore store;
  final int region;
  final SimProgram server = new SimProgram();
  private final SimWorld world;
  private final SimKeeper keeper;
  private Duty duty;
  private long epoch;
  private boolean writable;
  private long writingEpoch;
  private long writableSinceNanos;
  private int timeline;
  private long uptoNanos;
  private boolean streams;
  private long streamSinceNanos;
  private boolean accounted;
  private long gatewayEndNanos = Long.MIN_VALUE;
  private long coveredEpoch;
  private long followedEpoch;
  private long toldNanos = Timelines.NOTHING;
  private long followedNanos;
  private Promotion promotion = new Promotion(Mode.FAILOVER, 0, false);

  SimCopy(SimWorld world, SimStore store, int region, SimKeeper keeper, Duty duty, long epoch) {
    this.world = world;
    this.store = store;
    this.region = region;
    this.keeper = keeper;
    this.duty = duty;
    this.epoch = epoch;
    this.writable = duty == Duty.WRITER;
    this.accounted = writable;
    this.streams = duty == Duty.REPLICA;
    this.coveredEpoch = epoch;
    this.writingEpoch = epoch;
    this.followedEpoch = epoch;
  }

  Duty duty() {
    return duty;
  }

  /// The highest epoch that it knows of.
  long epoch() {
    return epoch;
  }

  /// The epoch under which it became writable last.
  long writingEpoch() {
    return writingEpoch;
  }

  /// From now on a lower epoch has no effect here.
  void assign(Duty newDuty, long newEpoch) {
    duty = newDuty;
    epoch = newEpoch;
  }

  boolean writable() {
    return writable;
  }

  int timeline() {
    return timeline;
  }

  /// Until when what was written on its timeline is here.
  long uptoNanos() {
    return uptoNanos;
  }

  void wrote(long untilNanos) {
    uptoNanos = Math.max(uptoNanos, untilNanos);
  }

  /// Received what `source` has until then; the first of it tells which writer wrote it.
  void received(SimCopy source, long untilNanos) {
    timeline = source.timeline;
    uptoNanos = untilNanos;
    if (untilNanos > source.toldNanos) {
      followedEpoch = source.followedEpoch;
      toldNanos = source.toldNanos;
      followedNanos = untilNanos;
    }
  }

  /// Which writer it followed, as it stands in its own files.
  FollowRecord followed() {
    return new FollowRecord(followedEpoch, Optional.of(SimWorld.BEGIN.plusNanos(followedNanos)));
  }

  /// A run of `mode` makes it the writer.
  void promotedIn(Mode mode, boolean accepted) {
    promotion = new Promotion(mode, followedEpoch, accepted);
  }

  Promotion promotion() {
    return promotion;
  }

  /// Whether the first write since it became writable was acknowledged: from then on it is the
  /// store's one history.
  boolean accounted() {
    return accounted;
  }

  void account() {
    accounted = true;
  }

  /// Whether a synchronous writer waits for its replica: one that was just promoted has none, and
  /// waits from when it follows.
  boolean covered() {
    return coveredEpoch == writingEpoch;
  }

  void cover() {
    coveredEpoch = writingEpoch;
  }

  /// Until when, truly, it would acknowledge, as things stand.
  long gateEndNanos() {
    boolean running = keeper.program.isRunning();
    if (!store.kind.bucket()) {
      return running ? keeper.gateEndNanos() : Long.MIN_VALUE;
    }
    if (running) {
      gatewayEndNanos = Math.max(gatewayEndNanos, keeper.gateEndNanos());
    }
    return gatewayEndNanos;
  }

  /// Whether a client's write would be acknowledged now or once a frozen process thaws.
  boolean couldAcknowledge() {
    return writable && server.isUp() && closesNanos() > world.now();
  }

  /// Until when it could.
  long closesNanos() {
    return Math.max(keeper.gateEndNanos(), gateEndNanos());
  }

  /// Since when it could, while it can.
  long openSinceNanos() {
    return Math.max(writableSinceNanos, keeper.openSinceNanos());
  }

  /// A gateway that is told to fence forgets what it heard of the lease.
  void forgetLease() {
    gatewayEndNanos = Long.MIN_VALUE;
  }

  /// A promotion starts from what was replicated. Done twice it would throw away what was written
  /// between, so whoever asks is asked first whether it is done.
  void beginFromReplicated() {
    if (writable && writingEpoch == epoch) {
      endWriting();
      uptoNanos = store.timelines.forkNanos(timeline);
      timeline = store.timelines.parent(timeline);
    }
  }

  /// Begins a timeline of its own and takes writes.
  void beginWriting() {
    world.traffic.settle();
    toldNanos = uptoNanos;
    timeline = store.timelines.fork(timeline, uptoNanos);
    uptoNanos = world.now();
    writable = true;
    writingEpoch = epoch;
    followedEpoch = epoch;
    writableSinceNanos = world.now();
    accounted = false;
    streams = false;
    world.trace(() -> store.kind.name() + " writable in " + world.region(region).name());
  }

  /// A writer that never stopped tells those who follow it that it writes under its epoch now.
  void tellEpoch() {
    if (followedEpoch != epoch) {
      world.traffic.settle();
      followedEpoch = epoch;
      toldNanos = uptoNanos;
    }
  }

  void endWriting() {
    if (writable) {
      world.traffic.settle();
      writable = false;
      world.trace(() -> store.kind.name() + " read-only in " + world.region(region).name());
    }
  }

  boolean streams() {
    return streams;
  }

  long streamSinceNanos() {
    return streamSinceNanos;
  }

  /// Follows its peer from a moment on, if it has not gone another way.
  void stream(long sinceNanos) {
    world.traffic.settle();
    streams = true;
    streamSinceNanos = sinceNanos;
  }

  void endStream() {
    world.traffic.settle();
    streams = false;
  }

  /// Whether it holds something that `source` does not: it cannot follow then, only copy anew.
  boolean hasGoneAnotherWayThan(SimCopy source) {
    return store.timelines.holds(source.timeline, source.uptoNanos, timeline) < uptoNanos;
  }

  /// Holds all that `source` ever wrote.
  boolean holdsAllOf(SimCopy source) {
    return store.timelines.holds(timeline, uptoNanos, source.timeline) >= source.uptoNanos;
  }

  /// Holds writes that nobody else has, and takes none any more.
  void wentAnotherWay() {
    timeline = store.timelines.fork(timeline, uptoNanos);
    uptoNanos += 1;
    writable = false;
    accounted = false;
  }

  /// Becomes what `source` is.
  void cloneOf(SimCopy source) {
    world.traffic.settle();
    timeline = source.timeline;
    uptoNanos = source.uptoNanos;
    followedEpoch = source.followedEpoch;
    toldNanos = source.toldNanos;
  }
}
