package dev.lifeboat.drill;

import dev.lifeboat.plan.Service;
import dev.lifeboat.runbook.Goal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The front door of [MemoryRegions] and the services behind it, one in each region.
final class MemoryServices {
  private static final String CLOSED = "nowhere";

  /// Writes that a crashed service refuses until what guards it has started it again.
  static final int REFUSED = 40;

  private final Map<String, Integer> running;

  /// The region whose stores the service of a region uses.
  private final Map<String, String> bound;

  private final int serving;
  private Optional<String> crashed = Optional.empty();
  private int untilGuarded;
  private String door;

  MemoryServices(Service.Instances instances, String home, String away) {
    this.serving = instances.serving();
    this.running = new TreeMap<>(Map.of(home, serving, away, instances.standby()));
    this.bound = new TreeMap<>(Map.of(home, home, away, away));
    this.door = home;
  }

  /// Where the front door leads.
  String door() {
    return door;
  }

  /// The region whose stores a client's write reaches; empty when no service takes it.
  Optional<String> store() {
    return running.getOrDefault(door, 0) > 0 ? Optional.of(bound.get(door)) : Optional.empty();
  }

  /// A write has come, whatever became of it.
  void asked() {
    if (crashed.isPresent() && --untilGuarded == 0) {
      running.put(crashed.get(), serving);
      crashed = Optional.empty();
    }
  }

  void crash(String region) {
    running.put(region, 0);
    crashed = Optional.of(region);
    untilGuarded = REFUSED;
  }

  boolean holds(Goal goal) {
    var region = goal.region();
    return switch (goal) {
      case Goal.Fenced _ -> !door.equals(region);
      case Goal.Running(_, _, var instances, _) -> running.get(region) == instances;
      case Goal.Healthy _ -> running.get(region) > 0;
      case Goal.Bound(_, _, var at) -> at.equals(bound.get(region));
      case Goal.Routed _ -> door.equals(region);
      case Goal.Promoted _, Goal.Replicating _ -> false;
    };
  }

  void reach(Goal goal) {
    var region = goal.region();
    switch (goal) {
      case Goal.Fenced _ -> door = door.equals(region) ? CLOSED : door;
      case Goal.Running(_, _, var instances, _) -> running.put(region, instances);
      case Goal.Bound(_, _, var at) -> bound.put(region, at);
      case Goal.Routed _ -> door = region;
      case Goal.Healthy _, Goal.Promoted _, Goal.Replicating _ -> {}
    }
  }

  /// What a drill could leave behind or change.
  Map<String, String> inventory() {
    var all = new TreeMap<String, String>(Map.of("door", door));
    running.forEach((region, count) -> all.put("running in " + region, count.toString()));
    bound.forEach((region, at) -> all.put("bound in " + region, at));
    return all;
  }
}
