package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Binds `dependsOn`, and finds workloads that wait for each other.
final class DependsOn {
  private DependsOn() {}

  static List<String> bind(String workload, PlanValue cursor, DeclaredNames declared) {
    var all = declared.workloads().keySet();
    return cursor.distinct(
        "write a list of workloads",
        item ->
            item.text("write the name of another workload")
                .flatMap(name -> {
                  if (name.equals(workload)) {
                    return item.wrong("is the workload itself", "remove it");
                  }
                  var known = declared.workload(name);
                  return known.isPresent()
                      ? known
                      : UnknownName.tell(item, name, "workload", () -> others(workload, all));
                }));
  }

  private static List<String> others(String workload, Set<String> all) {
    return all.stream().filter(name -> !name.equals(workload)).toList();
  }

  /// Tells one cycle of each group of workloads that wait for each other, at its first in the file.
  static void refuseCycles(Map<String, PlanValue> workloads) {
    var needs = new LinkedHashMap<String, List<String>>();
    workloads.forEach((name, cursor) -> needs.put(name, look(cursor.node())));
    for (var cycle : new Cycles(needs).found()) {
      var first = cycle.getFirst();
      Objects.requireNonNull(workloads.get(first))
          .wrongAtKey(
              "waits for itself: %s -> %s".formatted(String.join(" -> ", cycle), first),
              "remove one of these from dependsOn");
    }
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
