package dev.lifeboat.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/// What a drill left behind: everything that is there, gone or different compared with before.
final class Residue {
  private Residue() {}

  /// One line a difference, in the order of names; empty when everything is as it was.
  static List<String> between(SortedMap<String, String> before, SortedMap<String, String> after) {
    var differences = new ArrayList<String>();
    var names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (var name : names) {
      var was = before.get(name);
      var is = after.get(name);
      if (was == null) {
        differences.add("%s is new: %s".formatted(name, is));
      } else if (is == null) {
        differences.add("%s is gone, was: %s".formatted(name, was));
      } else if (!was.equals(is)) {
        differences.add("%s was %s, is %s".formatted(name, was, is));
      }
    }
    return List.copyOf(differences);
  }
}
