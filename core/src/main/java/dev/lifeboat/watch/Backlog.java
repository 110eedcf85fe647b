package dev.lifeboat.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Until when the recovery region holds everything of each store, as far as anybody saw. Pure and
/// immutable: [#after] gives the next one.
///
/// A look that cannot tell changes nothing, so a copy that is no longer heard of falls behind as
/// time passes.
///
/// @param completeUntil by the store's name; a store that was never seen complete is not there
public record Backlog(Map<String, Instant> completeUntil) {

  public Backlog {
    completeUntil = Collections.unmodifiableMap(new TreeMap<>(completeUntil));
  }

  public static Backlog unknown() {
    return new Backlog(Map.of());
  }

  /// This backlog after one further look; a store is never complete until an earlier time than it
  /// was.
  public Backlog after(List<Replica> looks) {
    var next = new TreeMap<>(completeUntil);
    for (var look : looks) {
      look.completeUntil()
          .ifPresent(
              until -> next.merge(look.store(), until, (was, is) -> is.isAfter(was) ? is : was));
    }
    return new Backlog(next);
  }

  /// The store that is furthest behind.
  ///
  /// @param lag zero or more; acknowledged writes of this span may be in the primary region alone
  public record Behind(String store, Duration lag, Instant completeUntil) {}

  /// How far behind the copies were at `moment`; empty while nothing is known of any.
  public Optional<Behind> at(Instant moment) {
    return completeUntil.entrySet().stream()
        .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(last -> {
          var lag = Duration.between(last.getValue(), moment);
          return new Behind(last.getKey(), lag.isNegative() ? Duration.ZERO : lag, last.getValue());
        });
  }
}
