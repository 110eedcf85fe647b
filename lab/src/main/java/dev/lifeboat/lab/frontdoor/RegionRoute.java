package dev.lifeboat.lab.frontdoor;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One region as the present table has it.
final class RegionRoute {
  private final String name;
  private final Gate gate;
  private final TrafficCount traffic;
  private final List<Instance> instances;
  private final AtomicInteger turn = new AtomicInteger();

  RegionRoute(String name, Gate gate, TrafficCount traffic, List<Instance> instances) {
    this.name = name;
    this.gate = gate;
    this.traffic = traffic;
    this.instances = List.copyOf(instances);
  }

  String name() {
    return name;
  }

  Gate gate() {
    return gate;
  }

  TrafficCount traffic() {
    return traffic;
  }

  /// How many instances there are, healthy or not.
  int size() {
    return instances.size();
  }

  /// Where this request begins among the instances; the next request begins one further.
  int takeTurn() {
    return turn.getAndIncrement();
  }

  /// The instance `tried` places after the one a request began with.
  Instance instance(int begin, int tried) {
    return instances.get(Math.floorMod(begin + tried, instances.size()));
  }
}
