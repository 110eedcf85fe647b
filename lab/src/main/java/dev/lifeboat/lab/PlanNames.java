package dev.lifeboat.lab;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Names of a plan's regions, workloads and resources: what a lab that is up cannot have otherwise.
///
/// @param names by type: `region`, `workload` and the types of resources
record PlanNames(Map<String, List<String>> names) {
  static PlanNames of(Plan plan) {
    var names = new LinkedHashMap<String, List<String>>();
    names.put("region", List.copyOf(plan.regions().keySet()));
    names.put("workload", List.copyOf(plan.workloads().keySet()));
    for (var resource : plan.resources(Resource.class)) {
      names.computeIfAbsent(resource.type(), _ -> new ArrayList<>()).add(resource.name());
    }
    return new PlanNames(names);
  }

  /// In words, where a lab of these differs from one of `wanted`; empty where it does not.
  List<String> differences(PlanNames wanted) {
    var types = new LinkedHashSet<>(wanted.names.keySet());
    types.addAll(names.keySet());
    var differences = new ArrayList<String>();
    for (var type : types) {
      var missing = without(wanted.of(type), of(type));
      var more = without(of(type), wanted.of(type));
      if (!missing.isEmpty()) {
        differences.add(
            "it has no %s %s%s"
                .formatted(
                    type,
                    quoted(missing),
                    more.isEmpty() ? "" : " (it has %s)".formatted(quoted(more))));
      } else if (!more.isEmpty()) {
        differences.add("it has a %s %s more".formatted(type, quoted(more)));
      }
    }
    return differences;
  }

  private List<String> of(String type) {
    return names.getOrDefault(type, List.of());
  }

  private static List<String> without(List<String> all, List<String> known) {
    return all.stream().filter(it -> !known.contains(it)).toList();
  }

  private static String quoted(List<String> names) {
    return names.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
  }
}
