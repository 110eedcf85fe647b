package dev.lifeboat.lab.frontdoor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// One region as the present table has it.
final class RegionRoute {
  private final String name;
  private final DoorGate gate;
  private final TrafficCount traffic;
  private final Optional<TrialCount.Count> trial;
  private final Optional<TrialCount.Count> reads;
  private final List<Instance> instances;
  private final AtomicInteger turn = new AtomicInteger();

  RegionRoute(
      String name,
      DoorGate gate,
      TrafficCount traffic,
      Optional<TrialCount.Count> trial,
      Optional<TrialCount.Count> reads,
      List<Instance> instances) {
    this.name = name;
    this.gate = gate;
    this.traffic = traffic;
    this.trial = trial;
    this.reads = reads;
    this.instances = List.copyOf(instances);
  }

  String name() {
    return name;
  }

  DoorGate gate() {
    return gate;
  }

  TrafficCount traffic() {
    return traffic;
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

  /// Where this request begins among the instances; the next request begins one further.
  int takeTurn() {
    return turn.getAndIncrement();
  }

  /// The instance `tried` places after the one a request began with.
  Instance instance(int begin, int tried) {
    return instances.get(Math.floorMod(begin + tried, instances.size()));
  }
}
