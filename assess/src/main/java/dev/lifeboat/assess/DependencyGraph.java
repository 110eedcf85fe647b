package dev.lifeboat.assess;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Workloads of a plan and their dependencies. A plan has no cycles, so there is an order. Names
/// are looked up once; from then on a number stands for each.
///
/// @param byName in alphabetical order, each at its number
/// @param neededFirst each after all that it needs; the same whatever the order of the file
record DependencyGraph(List<Node> byName, List<Node> neededFirst) {

  /// One workload, which is nothing but itself: no other node is equal to it.
  static final class Node {
    private final int number;
    private final Workload workload;
    private final List<Node> needs = new ArrayList<>(3);
    private final List<Node> dependents = new ArrayList<>(3);
    private final List<Served> served = new ArrayList<>(0);

    private Node(int number, Workload workload) {
      this.number = number;
      this.workload = workload;
    }

    int number() {
      return number;
    }

    Workload workload() {
      return workload;
    }

    /// Those that it needs, in the order of the file.
    List<Node> needs() {
      return needs;
    }

    /// Those that need it, in alphabetical order.
    List<Node> dependents() {
      return dependents;
    }

    /// Those that are worth less without it, in alphabetical order.
    List<Served> served() {
      return served;
    }

    private void needs(Node needed) {
      needs.add(needed);
      needed.dependents.add(this);
    }
  }

  /// One that is served without another.
  ///
  /// @param perMille of what it is worth that is lost
  record Served(Node node, int perMille) {}

  static DependencyGraph of(Plan plan) {
    var nodes = new ArrayList<Node>(plan.workloads().size());
    var named = new HashMap<String, Node>(2 * plan.workloads().size());
    var workloads = new ArrayList<>(plan.workloads().values());
    // A plan of many files has them in this order already, which is little to sort.
    workloads.sort(Comparator.comparing(Workload::name));
    for (var workload : workloads) {
      var node = new Node(nodes.size(), workload);
      nodes.add(node);
      named.put(workload.name(), node);
    }
    for (var node : nodes) {
      for (var name : node.workload().dependsOn()) {
        node.needs(known(name, named));
      }
      node.workload()
          .needs()
          .soft()
          .forEach((name, share) -> known(name, named).served.add(new Served(node, share)));
    }
    return new DependencyGraph(List.copyOf(nodes), neededFirst(nodes));
  }

  private static Node known(String name, Map<String, Node> named) {
    var node = named.get(name);
    if (node == null) {
      throw new IllegalStateException("no workload '" + name + "' in the plan");
    }
    return node;
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
