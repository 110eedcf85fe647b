package dev.lifeboat.simulate;

import dev.lifeboat.simulate.Violation.Invariant;
import java.util.List;

/// What the ledgers of one store tell: what was read back from an old side before it was copied
/// over. Held against the truth each time, and in the end against all that was lost.
///
/// @param ledger grows
record Losses(SimWorld world, SimStore store, List<Named> ledger) {
  /// Writes of one timeline that a ledger names.
  record Named(int timeline, long fromNanos, long toNanos) {}

  /// Whether `copy` has something that `source` lacks, by the product's rule; the versions of a
  /// bucket tell by themselves.
  boolean isAlone(SimCopy copy, SimCopy source) {
    boolean truly = copy.hasGoneAnotherWayThan(source);
    if (store.kind.bucket()) {
      return truly;
    }
    boolean alone = !new HistoryComparison(store.timelines, copy, source).fork().ancestor();
    if (truly && !alone) {
      violated(copy, "is taken for one that has nothing alone");
    }
    return alone;
  }

  /// Names all that `copy` has alone, before `source` is copied over it.
  void readBack(SimCopy copy, SimCopy source) {
    var both = new HistoryComparison(store.timelines, copy, source);
    long truth = both.trulySharedUntil();
    long shared = store.kind.bucket() ? truth : both.sharedUntil();
    if (shared > truth) {
      violated(copy, "has a ledger that leaves out what it alone has");
    } else if (shared < truth) {
      violated(copy, "has a ledger that names what the other side has too");
    }
    long until = copy.uptoNanos();
    for (int at = copy.timeline(); at >= 0 && until > shared; at = store.timelines.parent(at)) {
      long began = store.timelines.forkNanos(at);
      ledger.add(new Named(at, Math.max(began, shared), until));
      until = began;
    }
  }

  private void violated(SimCopy copy, String what) {
    world.checker.violated(
        Invariant.NOTHING_DESTROYED,
        "the copy of %s in %s %s"
            .formatted(store.kind.name(), world.region(copy.region).name(), what));
  }

  /// What was lost must be in some copy still, or in a ledger.
  void requireKept(SimStore.Acknowledged stretch) {
    long missing = Math.max(stretch.fromNanos, stretch.lostFromNanos);
    for (int region = 0; region < 2; region++) {
      var copy = store.copy(region);
      missing =
          Math.max(
              missing, store.timelines.holds(copy.timeline(), copy.uptoNanos(), stretch.timeline));
    }
    boolean further = true;
    while (further && missing < stretch.toNanos) {
      further = false;
      for (var named : ledger) {
        if (named.timeline == stretch.timeline
            && named.fromNanos <= missing
            && missing < named.toNanos) {
          missing = named.toNanos;
          further = true;
        }
      }
    }
    if (missing < stretch.toNanos) {
      world.checker.violated(
          Invariant.NOTHING_DESTROYED,
          "writes to %s that %s acknowledged are in no copy and in no ledger"
              .formatted(store.kind.name(), world.region(stretch.region).name()));
    }
  }
}
