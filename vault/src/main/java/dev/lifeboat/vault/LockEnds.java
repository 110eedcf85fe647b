package dev.lifeboat.vault;

import dev.lifeboat.vault.DatabaseLog.Part;
import dev.lifeboat.vault.DatabaseSource.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Until when the store has to keep each snapshot, with all that it needs: by its first lock, by
/// rules and holds, and since log leads on from it.
record LockEnds(LockTerm term, VaultTrail trail, Instant now) {
  private static final Comparator<Part> BY_BEGIN =
      (one, other) -> Long.compareUnsigned(one.of().from(), other.of().from());

  /// By their ids.
  ///
  /// @param margin how much sooner will do for what is on hold, and for what log needs
  Map<String, Instant> of(List<Snapshot> all, Duration margin) {
    var ends = new HashMap<String, Instant>();
    all.forEach(it -> ends.put(it.id(), term.end(it.begun(), Instant.MIN)));
    for (var retained : trail.retained(all, now)) {
      var snapshot = retained.snapshot();
      later(ends, snapshot, term.end(snapshot.begun(), retained.until()));
      if (retained.hold().isPresent()) {
        later(ends, snapshot, now.plus(term.each()).minus(margin));
      }
    }
    for (var log : DatabaseLog.all(all)) {
      var parts = log.parts();
      for (var base : log.bases()) {
        raise(segment(base, parts), ends, margin);
      }
    }
    return ends;
  }

  private static void later(Map<String, Instant> ends, Snapshot of, Instant end) {
    ends.merge(of.id(), end, (one, other) -> one.isAfter(other) ? one : other);
  }

  /// A base and the log behind it, up to where the next base begins: no point behind that needs it.
  private static List<Part> segment(Part base, List<Part> parts) {
    var same = parts.stream().filter(it -> it.of().chain() == base.of().chain()).toList();
    var next =
        same.stream()
            .filter(it -> it.of().kind() == Kind.BASE && BY_BEGIN.compare(it, base) > 0)
            .min(BY_BEGIN);
    return same.stream()
        .filter(it -> it.of().kind() == Kind.LOG || it.equals(base))
        .filter(it -> Long.compareUnsigned(it.of().to(), base.of().from()) >= 0)
        .filter(it -> next.isEmpty() || BY_BEGIN.compare(it, next.get()) < 0)
        .toList();
  }

  private static void raise(List<Part> segment, Map<String, Instant> ends, Duration margin) {
    var last =
        segment.stream()
            .map(it -> ends.getOrDefault(it.snapshot().id(), Instant.EPOCH))
            .max(Comparator.naturalOrder());
    last.ifPresent(end -> segment.forEach(it -> later(ends, it.snapshot(), end.minus(margin))));
  }
}
