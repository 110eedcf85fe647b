package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Binds `dependsOn`, and finds workloads that wait for each other.
final class DependsOn {
  private DependsOn() {}

  static List<String> bind(String workload, PlanValue cursor, DeclaredNames declared) {
    var others =
        declared.workloads().keySet().stream().filter(name -> !name.equals(workload)).toList();
    return cursor.distinct(
        "write a list of workloads",
        item ->
            item.text("write the name of another workload")
                .flatMap(name -> {
                  if (name.equals(workload)) {
                    return item.wrong("is the workload itself", "remove it");
                  }
                  return others.contains(name)
                      ? Optional.of(name)
                      : item.wrong(
                          "is %s, which is no workload of this plan".formatted(Quote.of(name)),
                          NearestWord.hint(name, "there are: ", others));
                }));
  }

  /// Tells each cycle once, at the first workload of the file that is in it.
  static void refuseCycles(Map<String, PlanValue> workloads) {
    var needs = new LinkedHashMap<String, List<String>>();
    workloads.forEach((name, cursor) -> needs.put(name, look(cursor.node())));
    var told = new HashSet<String>();
    workloads.forEach((name, cursor) -> {
      var cycle = cycleThrough(name, needs);
      // A workload that needs itself is told where it says so.
      if (cycle.size() > 1 && cycle.stream().noneMatch(told::contains)) {
        told.addAll(cycle);
        cursor.wrongAtKey(
            "waits for itself: %s -> %s".formatted(String.join(" -> ", cycle), name),
            "remove one of these from dependsOn");
      }
    });
  }

  /// The shortest way from a workload back to itself, without its repetition at the end; empty if
  /// there is none. By breadth, so long chains need no stack.
  static List<String> cycleThrough(String start, Map<String, List<String>> needs) {
    var cameFrom = new LinkedHashMap<String, String>();
    var queue = new ArrayList<String>(List.of(start));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < queue.size(); i++) {
      var at = queue.get(i);
      for (var next : Optional.ofNullable(needs.get(at)).orElse(List.of())) {
        if (next.equals(start)) {
          return wayTo(at, start, cameFrom);
        }
        if (seen.add(next)) {
          cameFrom.put(next, at);
          queue.add(next);
        }
      }
    }
    return List.of();
  }

  private static List<String> wayTo(String end, String start, Map<String, String> cameFrom) {
    var way = new ArrayList<String>(List.of(end));
    while (!way.getFirst().equals(start)) {
      way.addFirst(Optional.ofNullable(cameFrom.get(way.getFirst())).orElseThrow());
    }
    return List.copyOf(way);
  }

  private static List<String> look(YamlNode workload) {
    var names = new ArrayList<String>();
    if (workload instanceof YamlNode.Mapping mapping
        && mapping.first("dependsOn").orElse(null) instanceof YamlNode.Sequence sequence) {
      for (var item : sequence.items()) {
        if (item instanceof YamlNode.Scalar scalar) {
          names.add(scalar.text());
        }
      }
    }
    return names;
  }
}
