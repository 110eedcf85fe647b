package dev.lifeboat.watch;

import dev.lifeboat.provider.Replica;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Until when the recovery region holds everything of each store, as far as anybody saw. Pure and
/// immutable: [#after] gives the next one.
///
/// A look that cannot tell changes nothing, so a copy that is no longer heard of falls behind as
/// time passes.
///
/// @param completeUntil by the store's name; a store that was never seen complete is not there
/// @param untold the stores of which the last look that saw them could not tell; null in what an
///   earlier release kept
public record Backlog(Map<String, Instant> completeUntil, @Nullable Set<String> untold) {

  public Backlog {
    completeUntil = Collections.unmodifiableMap(new TreeMap<>(completeUntil));
    untold = untold == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(untold));
  }

  public static Backlog of(Map<String, Instant> completeUntil) {
    return new Backlog(completeUntil, Set.of());
  }

  public static Backlog unknown() {
    return of(Map.of());
  }

  /// Whether the last look that saw the store could not tell.
  public boolean isUntold(String store) {
    return untold != null && untold.contains(store);
  }

  /// This backlog after one further look; a store is never complete until an earlier time than it
  /// was.
  public Backlog after(List<Replica> looks) {
    var next = new TreeMap<>(completeUntil);
    var silent = new TreeSet<>(untold == null ? Set.of() : untold);
    for (var look : looks) {
      var store = look.store();
      if (look.completeUntil().isPresent()) {
        silent.remove(store);
        next.merge(store, look.completeUntil().get(), (was, is) -> is.isAfter(was) ? is : was);
      } else {
        silent.add(store);
      }
    }
    return new Backlog(next, silent);
  }

  /// The store that is furthest behind.
  ///
  /// @param lag zero or more; acknowledged writes of this span may be in the primary region alone
  public record Behind(String store, Duration lag, Instant completeUntil) {}

  /// How far behind the copies of `stores` were at `moment`; empty while nothing is known of any.
  public Optional<Behind> at(Instant moment, Collection<String> stores) {
    return completeUntil.entrySet().stream()
        .filter(it -> stores.contains(it.getKey()))
        .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .map(last -> {
          var lag = Duration.between(last.getValue(), moment);
          return new Behind(last.getKey(), lag.isNegative() ? Duration.ZERO : lag, last.getValue());
        });
  }
}
