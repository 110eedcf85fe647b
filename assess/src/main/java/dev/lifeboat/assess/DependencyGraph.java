package dev.lifeboat.assess;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Workloads of a plan and their dependencies. A plan has no cycles, so there is an order.
///
/// @param neededFirst each after all that it needs; the same whatever the order of the file
/// @param dependents by name, the names of those that need it, in alphabetical order
record DependencyGraph(List<Workload> neededFirst, Map<String, List<String>> dependents) {

  static DependencyGraph of(Plan plan) {
    var byName = new TreeMap<>(plan.workloads());
    var dependents = new HashMap<String, List<String>>();
    var missing = new HashMap<String, Integer>();
    byName.keySet().forEach(name -> dependents.put(name, new ArrayList<>()));
    byName.forEach((name, workload) -> {
      missing.put(name, workload.dependsOn().size());
      workload.dependsOn().forEach(needed -> at(dependents, needed).add(name));
    });
    var ready = new ArrayDeque<String>();
    byName.keySet().stream().filter(name -> at(missing, name) == 0).forEach(ready::add);
    var order = new ArrayList<Workload>();
    while (!ready.isEmpty()) {
      var name = ready.remove();
      order.add(at(byName, name));
      for (var dependent : at(dependents, name)) {
        if (at(missing, dependent) == 1) {
          ready.add(dependent);
        }
        missing.merge(dependent, -1, Integer::sum);
      }
    }
    return new DependencyGraph(List.copyOf(order), Map.copyOf(dependents));
  }

  List<String> dependentsOf(Workload workload) {
    return at(dependents, workload.name());
  }

  private static <T> T at(Map<String, T> map, String name) {
    var value = map.get(name);
    if (value == null) {
      throw new IllegalStateException("no workload '" + name + "' in the plan");
    }
    return value;
  }
}
