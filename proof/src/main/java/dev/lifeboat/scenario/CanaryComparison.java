package dev.lifeboat.scenario;

import dev.lifeboat.measure.StoredNumbers;
import java.util.SortedSet;
import java.util.TreeSet;

/// Whether two regions hold the same of the canary's writes.
public final class CanaryComparison {
  private static final int SHOWN = 5;

  private CanaryComparison() {}

  /// Compares one kind of store, such as `rows`.
  ///
  /// @param what the store's word
  /// @param home what the plan's primary holds
  /// @param away what the recovery region holds
  public static Criterion compare(String what, StoredNumbers home, StoredNumbers away) {
    return switch (home) {
      case StoredNumbers.NoStore() -> Criterion.met("the plan's canary names no " + what);
      case StoredNumbers.Unread(var why) ->
          Criterion.unknown("%s not read: %s".formatted(what, why));
      case StoredNumbers.Numbers(var here) ->
          switch (away) {
            case StoredNumbers.NoStore() -> Criterion.met("the plan's canary names no " + what);
            case StoredNumbers.Unread(var why) ->
                Criterion.unknown("%s not read: %s".formatted(what, why));
            case StoredNumbers.Numbers(var there) -> compare(what, here, there);
          };
    };
  }

  private static Criterion compare(String what, SortedSet<Long> home, SortedSet<Long> away) {
    if (home.equals(away)) {
      return Criterion.met("the same %d %s on both sides".formatted(home.size(), what));
    }
    return Criterion.missed(
        "%s differ: %s only at home, %s only in the recovery region"
            .formatted(what, only(home, away), only(away, home)));
  }

  private static String only(SortedSet<Long> these, SortedSet<Long> those) {
    var only = new TreeSet<>(these);
    only.removeAll(those);
    return only.isEmpty()
        ? "none"
        : "%d (%s%s)"
            .formatted(
                only.size(),
                only.stream().limit(SHOWN).toList().toString().replaceAll("[\\[\\]]", ""),
                only.size() > SHOWN ? ", …" : "");
  }
}
