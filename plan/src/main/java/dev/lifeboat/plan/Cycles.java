package dev.lifeboat.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds names that wait for themselves, in time proportional to the names and their needs.
///
/// Source: Kosaraju's algorithm for strongly connected components (Sharir, 1981). It does not
/// recurse, so long chains need no stack.
final class Cycles {
  private final Map<String, List<String>> needs = new LinkedHashMap<>();
  private final Map<String, List<String>> neededBy = new HashMap<>();

  /// @param needs by name, whom it needs; itself and what is no name is left out
  Cycles(Map<String, List<String>> needs) {
    var waiting = WaitingNames.of(needs);
    needs.forEach((name, all) -> {
      if (waiting.contains(name)) {
        var known = all.stream().filter(it -> !it.equals(name) && waiting.contains(it)).toList();
        this.needs.put(name, known);
        known.forEach(it -> neededBy.computeIfAbsent(it, _ -> new ArrayList<>()).add(name));
      }
    });
  }

  /// One cycle of each group of names that all wait for each other: a shortest one through the
  /// first of them, without its repetition at the end.
  List<List<String>> found() {
    var groups = groups();
    var told = new HashSet<String>();
    var cycles = new ArrayList<List<String>>();
    for (var name : needs.keySet()) {
      if (told.add(name)) {
        var group = groups.getOrDefault(name, Set.of());
        told.addAll(group);
        shortest(name, group).ifPresent(cycles::add);
      }
    }
    return cycles;
  }

  /// By breadth.
  private Optional<List<String>> shortest(String start, Set<String> group) {
    var cameFrom = new HashMap<String, String>();
    var queue = new ArrayDeque<String>(List.of(start));
    while (!queue.isEmpty()) {
      var at = queue.remove();
      for (var next : needs.getOrDefault(at, List.of())) {
        if (next.equals(start)) {
          return Optional.of(way(start, at, cameFrom));
        }
        if (group.contains(next) && cameFrom.putIfAbsent(next, at) == null) {
          queue.add(next);
        }
      }
    }
    return Optional.empty();
  }

  private static List<String> way(String start, String end, Map<String, String> cameFrom) {
    var way = new ArrayDeque<String>(List.of(end));
    while (!way.element().equals(start)) {
      way.push(cameFrom.getOrDefault(way.element(), start));
    }
    return List.copyOf(way);
  }

  /// By name, all of its group.
  private Map<String, Set<String>> groups() {
    var finished = new ArrayList<String>();
    var seen = new HashSet<String>();
    needs.keySet().forEach(name -> finished.addAll(walk(name, needs, seen)));
    var groups = new LinkedHashMap<String, Set<String>>();
    seen.clear();
    for (var name : finished.reversed()) {
      var group = Set.copyOf(walk(name, neededBy, seen));
      group.forEach(it -> groups.put(it, group));
    }
    return groups;
  }

  /// All that are reached from a name and were not seen before, each after those reached from it.
  private static List<String> walk(
      String start, Map<String, List<String>> edges, Set<String> seen) {
    var finished = new ArrayList<String>();
    if (!seen.add(start)) {
      return finished;
    }
    var names = new ArrayDeque<String>(List.of(start));
    var rest = new ArrayDeque<Iterator<String>>(List.of(after(start, edges)));
    while (!names.isEmpty()) {
      if (!rest.element().hasNext()) {
        rest.remove();
        finished.add(names.remove());
        continue;
      }
      var next = rest.element().next();
      if (seen.add(next)) {
        names.push(next);
        rest.push(after(next, edges));
      }
    }
    return finished;
  }

  private static Iterator<String> after(String name, Map<String, List<String>> edges) {
    return edges.getOrDefault(name, List.of()).iterator();
  }
}
