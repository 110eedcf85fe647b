package dev.lifeboat.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names that are left once each was taken away that needs none of those left. Most plans leave
/// none.
///
/// Source: the topological order of Kahn (1962).
final class WaitingNames {
  /// Ends a list.
  private static final int NONE = -1;

  /// By name, the need of it that was added last; the need before that; whose need one is.
  private final int[] last;

  private final int[] before;
  private final int[] whose;

  /// By name, how many of its needs are left.
  private final int[] missing;

  private int size;

  private WaitingNames(int names, int needs) {
    this.last = new int[names];
    this.before = new int[needs];
    this.whose = new int[needs];
    this.missing = new int[names];
    Arrays.fill(last, NONE);
  }

  /// @param needs by name, whom it needs; itself and what is no name is left out
  static Set<String> of(Map<String, List<String>> needs) {
    var numbers = new HashMap<String, Integer>(2 * needs.size());
    needs.keySet().forEach(name -> numbers.put(name, numbers.size()));
    int all = 0;
    for (var needed : needs.values()) {
      all += needed.size();
    }
    var waiting = new WaitingNames(needs.size(), all);
    int number = 0;
    for (var needed : needs.values()) {
      for (var name : needed) {
        var at = numbers.get(name);
        if (at != null && at != number) {
          waiting.add(number, at);
        }
      }
      number++;
    }
    waiting.takeAway();
    return waiting.names(needs.keySet());
  }

  private void add(int name, int needed) {
    whose[size] = name;
    before[size] = last[needed];
    last[needed] = size;
    missing[name]++;
    size++;
  }

  private void takeAway() {
    var ready = new int[missing.length];
    int end = 0;
    for (int name = 0; name < missing.length; name++) {
      if (missing[name] == 0) {
        ready[end++] = name;
      }
    }
    for (int next = 0; next < end; next++) {
      for (int need = last[ready[next]]; need != NONE; need = before[need]) {
        missing[whose[need]]--;
        if (missing[whose[need]] == 0) {
          ready[end++] = whose[need];
        }
      }
    }
  }

  private Set<String> names(Set<String> all) {
    var names = new HashSet<String>();
    int number = 0;
    for (var name : all) {
      if (missing[number] > 0) {
        names.add(name);
      }
      number++;
    }
    return names;
  }
}
