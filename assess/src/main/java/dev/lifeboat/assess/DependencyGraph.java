package dev.lifeboat.assess;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;

/// Workloads of a plan and their dependencies. A plan has no cycles, so there is an order. Names
/// are looked up once; from then on a number stands for each.
///
/// @param byName in alphabetical order, each at its number
/// @param neededFirst each after all that it needs; the same whatever the order of the file
record DependencyGraph(List<Node> byName, List<Node> neededFirst) {

  /// One workload.
  ///
  /// @param needs in the order of the file
  /// @param dependents those that need it, in alphabetical order
  record Node(int number, Workload workload, List<Node> needs, List<Node> dependents) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return number;
    }

    @Override
    public String toString() {
      return workload.name();
    }
  }

  static DependencyGraph of(Plan plan) {
    var nodes = new ArrayList<Node>(plan.workloads().size());
    var named = new HashMap<String, Node>(2 * plan.workloads().size());
    for (var workload : new TreeMap<>(plan.workloads()).values()) {
      var node = new Node(nodes.size(), workload, new ArrayList<>(3), new ArrayList<>(3));
      nodes.add(node);
      named.put(workload.name(), node);
    }
    for (var node : nodes) {
      for (var name : node.workload().dependsOn()) {
        var needed = named.get(name);
        if (needed == null) {
          throw new IllegalStateException("no workload '" + name + "' in the plan");
        }
        node.needs().add(needed);
        needed.dependents().add(node);
      }
    }
    return new DependencyGraph(List.copyOf(nodes), neededFirst(nodes));
  }

  private static List<Node> neededFirst(List<Node> nodes) {
    var missing = new int[nodes.size()];
    var ready = new ArrayDeque<Node>();
    for (var node : nodes) {
      missing[node.number()] = node.needs().size();
      if (node.needs().isEmpty()) {
        ready.add(node);
      }
    }
    var order = new ArrayList<Node>(nodes.size());
    while (!ready.isEmpty()) {
      var node = ready.remove();
      order.add(node);
      for (var dependent : node.dependents()) {
        missing[dependent.number()]--;
        if (missing[dependent.number()] == 0) {
          ready.add(dependent);
        }
      }
    }
    return List.copyOf(order);
  }
}
