package dev.lifeboat.lab.frontdoor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// One region as the present table has it.
///
/// @param turn where the next request begins among the instances
record RegionRoute(
    String name,
    DoorGate gate,
    TrafficCount traffic,
    Optional<TrialCount.Count> trial,
    Optional<TrialCount.Count> reads,
    List<Instance> instances,
    AtomicInteger turn) {

  RegionRoute {
    instances = List.copyOf(instances);
  }

  /// Counts a request that the gate has let in.
  ///
  /// @param read whether it is one that could be lent
  Visit visit(boolean read) {
    return new Visit(traffic, read ? trial.or(() -> reads) : trial, System.nanoTime());
  }

  /// Whether any instance takes requests, as far as is known.
  boolean anyHealthy() {
    return instances.stream().anyMatch(Instance::healthy);
  }

  /// How many instances there are, healthy or not.
  int size() {
    return instances.size();
  }

  /// The instance `tried` places after the one a request began with.
  Instance instance(int begin, int tried) {
    return instances.get(Math.floorMod(begin + tried, instances.size()));
  }
}
