package dev.lifeboat.cli.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// Workloads with what is to be said of each. What holds for several is said once, with their
/// names.
///
/// @param indent of a fact below its workload
record WorkloadLines(List<Of> workloads, String indent) {
  /// Names that are told one by one.
  private static final int FEW = 5;

  /// One workload.
  ///
  /// @param line its own
  /// @param facts each of one line or more
  record Of(String workload, String line, List<String> facts) {}

  List<String> lines() {
    var lines = new ArrayList<String>();
    var shared = shared();
    for (var one : workloads) {
      lines.add("  " + one.line());
      one.facts().stream()
          .filter(fact -> !shared.containsKey(fact))
          .forEach(fact -> tell(fact, lines));
    }
    var told = new LinkedHashMap<List<String>, List<String>>();
    shared.forEach((fact, of) -> told.computeIfAbsent(of, _ -> new ArrayList<>()).add(fact));
    told.forEach((of, facts) -> {
      lines.add("  " + whose(of));
      facts.forEach(fact -> tell(fact, lines));
    });
    return lines;
  }

  private void tell(String fact, List<String> lines) {
    fact.lines().forEach(line -> lines.add(indent + line));
  }

  /// The workloads of each fact that holds for several.
  private Map<String, List<String>> shared() {
    var shared = new LinkedHashMap<String, List<String>>();
    for (var one : workloads) {
      for (var fact : new LinkedHashSet<>(one.facts())) {
        shared.computeIfAbsent(fact, _ -> new ArrayList<>()).add(one.workload());
      }
    }
    shared.values().removeIf(of -> of.size() < 2);
    return shared;
  }

  private String whose(List<String> names) {
    var others = workloads.stream().map(Of::workload).filter(it -> !names.contains(it)).toList();
    if (others.isEmpty()) {
      return "all %d workloads".formatted(names.size());
    }
    return names.size() > FEW && others.size() <= FEW
        ? "all %d workloads but %s".formatted(workloads.size(), String.join(", ", others))
        : String.join(", ", names);
  }
}
