package dev.lifeboat.simulate;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event;
import dev.lifeboat.lease.Vote;
import dev.lifeboat.placement.CandidateRule;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Violation.Invariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds a world to its invariants. It sees the truth, which nobody in the world does.
final class Checker {
  private static final int MOST_TOLD = 8;
  private static final int MAJORITY = 2;

  private final SimWorld world;
  private final List<Violation> violations = new ArrayList<>();
  private long earliestLostNanos = Long.MAX_VALUE;

  Checker(SimWorld world) {
    this.world = world;
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  boolean isClean() {
    return violations.isEmpty();
  }

  /// When the earliest write that was lost was acknowledged at the front door; `MAX_VALUE` if none.
  long earliestLostNanos() {
    return earliestLostNanos;
  }

  void violated(Invariant invariant, String what) {
    world.trace(() -> "VIOLATION " + invariant.words() + ": " + what);
    if (violations.size() < MOST_TOLD) {
      violations.add(new Violation(invariant, what, Duration.ofNanos(world.now())));
    }
  }

  void twoWriters(SimStore store, SimCopy copy, long from, long otherUntil) {
    violated(
        Invariant.ONE_WRITER,
        "%s acknowledges writes to %s from %s on, %s did until %s"
            .formatted(
                world.region(copy.region).name(),
                store.kind.name(),
                seconds(from),
                world.region(1 - copy.region).name(),
                seconds(otherUntil)));
  }

  void lateWriter(SimStore store, SimCopy copy, long highest) {
    violated(
        Invariant.ONE_WRITER,
        "%s acknowledges a write to %s under epoch %d, after one under epoch %d"
            .formatted(
                world.region(copy.region).name(), store.kind.name(), copy.writingEpoch(), highest));
  }

  /// A voter granted an epoch for the first time: once two have, nobody acknowledges under another.
  void voted(Vote vote) {
    int count = 0;
    for (var voter : world.voters) {
      count += voter.highestEpoch() == vote.epoch() ? 1 : 0;
    }
    var other = world.region(1 - world.index(vote.holder()));
    if (count == MAJORITY && !other.keeper.byWord()) {
      for (var copy : other.copies) {
        if (copy.couldAcknowledge()) {
          violated(
              Invariant.ONE_WRITER,
              "%s could acknowledge writes to %s until %s, and two voted for epoch %d of %s"
                  .formatted(
                      other.name(),
                      copy.store.kind.name(),
                      seconds(copy.closesNanos()),
                      vote.epoch(),
                      vote.holder()));
        }
      }
    }
  }

  /// `copy` becomes the store's history without a stretch that was acknowledged.
  void lost(SimStore store, SimCopy copy, SimStore.Acknowledged stretch, long fromNanos) {
    var promotion = copy.promotion();
    boolean planned = promotion.mode() != Mode.FAILOVER;
    if (!promotion.lossAccepted() && stretch.epoch > promotion.replacedEpoch()) {
      violated(
          Invariant.LOSES_AT_MOST,
          "%s of %s, acknowledged in %s under epoch %d, is lost: %s had followed epoch %d last"
              .formatted(
                  seconds(stretch.toNanos - fromNanos),
                  store.kind.name(),
                  world.region(stretch.region).name(),
                  stretch.epoch,
                  world.region(copy.region).name(),
                  promotion.replacedEpoch()));
    }
    if (!promotion.lossAccepted()
        && (planned || stretch.covered || stretch.epoch >= copy.writingEpoch())) {
      violated(
          Invariant.NOTHING_LOST,
          "%s of %s, acknowledged in %s under epoch %d until %s, is not in %s of epoch %d"
              .formatted(
                  seconds(stretch.toNanos - fromNanos),
                  store.kind.name(),
                  world.region(stretch.region).name(),
                  stretch.epoch,
                  seconds(stretch.toNanos),
                  world.region(copy.region).name(),
                  copy.writingEpoch()));
    }
    for (var seen : world.clients.stretches()) {
      long from = Math.max(fromNanos, seen.fromNanos);
      long to = Math.min(stretch.toNanos, seen.toNanos);
      if (from < to && seen.region == stretch.region) {
        earliestLostNanos = Math.min(earliestLostNanos, from);
      }
    }
  }

  /// An event is durable.
  ///
  /// @param beganNanos when the order that led to it was sent
  void written(Event event, long beganNanos) {
    if (event instanceof Event.PromotionIntended(var step, _, var region, _, var fences)) {
      int source = 1 - world.index(region);
      if (fences.isEmpty()) {
        violated(Invariant.PROOF_BEFORE_PROMOTION, step + " has no fence");
      }
      for (var store : world.stores) {
        var old = store.copy(source);
        if (step.value().endsWith("promote-" + store.kind.name())
            && old.couldAcknowledge()
            && old.openSinceNanos() < beganNanos) {
          violated(
              Invariant.PROOF_BEFORE_PROMOTION,
              "%s is asked for while %s could still acknowledge writes to %s until %s"
                  .formatted(
                      step,
                      world.region(source).name(),
                      store.kind.name(),
                      seconds(old.closesNanos())));
        }
      }
    }
  }

  void journalBroken(RunLog log, RuntimeException broken) {
    violated(
        Invariant.RESUMED_AS_UNDISTURBED,
        "journal of %s cannot be folded: %s".formatted(log.run(), broken.getMessage()));
  }

  /// The world has come to rest, or did not.
  void rest() {
    world.traffic.settle();
    if (world.operator.isLate()) {
      violated(Invariant.RUNS_END, "the world does not come to rest");
    }
    world.runs.forEach(this::end);
    if (isClean() && !world.runs.isEmpty() && world.runs.getLast().isWaiting()) {
      violated(
          Invariant.RESUMED_AS_UNDISTURBED,
          world.runs.getLast().run() + " still waits for a person, with everything healed");
    }
    if (isClean()) {
      served();
      chapterEnds();
    }
  }

  /// Everything of a chapter is healed and nothing is left to do.
  void chapterEnds() {
    world.traffic.settle();
    int writer = world.index(world.placements.placed().writer());
    for (var store : world.stores) {
      store.requireLostKept();
      requireCandidate(store, store.copy(1 - writer), store.copy(writer));
    }
  }

  /// A replica that streams from the writer may replace it, however the last run ended.
  private void requireCandidate(SimStore store, SimCopy replica, SimCopy writer) {
    var placed = world.placements.placed();
    boolean streams =
        writer.couldAcknowledge()
            && replica.duty() == SimCopy.Duty.REPLICA
            && replica.streams()
            && store.connected(replica)
            && replica.timeline() == writer.timeline();
    var name = world.region(replica.region).name();
    var candidate = new CandidateRule(store.kind.name(), name, Optional.of(replica.followed()));
    if (streams && !candidate.mayReplace(placed.epoch())) {
      violated(
          Invariant.STAYS_A_CANDIDATE,
          "%s of %s streams from epoch %d and is no candidate: %s"
              .formatted(store.kind.name(), name, placed.epoch(), replica.followed()));
    }
  }

  private void end(RunLog log) {
    try {
      var state = RunState.of(log.entries(), Pace.standard());
      var left =
          switch (state.phase()) {
            case RunState.Phase.Ended _, RunState.Phase.WaitingForPerson _ ->
                Optional.<String>empty();
            case RunState.Phase.Forward() -> Optional.of("under way");
            case RunState.Phase.Undoing(var why) -> Optional.of("taking its steps back: " + why);
            case RunState.Phase.Paused(var by) -> Optional.of("paused by " + by);
          };
      left.ifPresent(how -> violated(Invariant.RUNS_END, log.run() + " is left " + how));
    } catch (IllegalStateException broken) {
      journalBroken(log, broken);
    }
  }

  /// Whether the placement's region serves, and nobody else.
  boolean isServed() {
    int writer = world.index(world.placements.placed().writer());
    for (var store : world.stores) {
      var copy = store.copy(writer);
      if (store.copy(1 - writer).couldAcknowledge()
          || !copy.couldAcknowledge()
          || world.region(writer).agent.isBusy(copy)) {
        return false;
      }
    }
    return world.traffic.serves();
  }

  /// Once all is healed, the placement's region serves, and nobody else.
  private void served() {
    var placed = world.placements.placed();
    int writer = world.index(placed.writer());
    for (var store : world.stores) {
      if (store.copy(1 - writer).couldAcknowledge()) {
        violated(
            Invariant.RESUMED_AS_UNDISTURBED,
            "%s still takes writes to %s"
                .formatted(world.region(1 - writer).name(), store.kind.name()));
      }
      if (!store.copy(writer).couldAcknowledge()) {
        violated(
            Invariant.RESUMED_AS_UNDISTURBED,
            "%s takes no writes to %s, placed there under epoch %d"
                .formatted(placed.writer(), store.kind.name(), placed.epoch()));
      }
    }
    standsBy(1 - writer);
    if (isClean() && !world.traffic.serves()) {
      violated(
          Invariant.RESUMED_AS_UNDISTURBED,
          "clients are not served by " + placed.writer() + " at the front door");
    }
  }

  /// The region without the writer has its standby's shape: its services use its own stores, and no
  /// user is sent to them.
  private void standsBy(int region) {
    if (!world.runs.isEmpty() && world.runs.getLast().isOver()) {
      var name = world.region(region).name();
      if (world.region(region).agent.bound() != region) {
        violated(
            Invariant.RESUMED_AS_UNDISTURBED, "the services of " + name + " use another's stores");
      }
      if (world.setting.shape().door() && world.door.serves(region)) {
        violated(Invariant.RESUMED_AS_UNDISTURBED, "users are still sent to " + name);
      }
    }
  }

  private static String seconds(long nanos) {
    return SpanText.seconds(Duration.ofNanos(nanos), 3);
  }
}
