package dev.lifeboat.agent.state;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One unit of a region.
///
/// @param wanted how many instances shall run
/// @param generation of the wish; instances started under a lower one are restarted
/// @param binding which of its bindings the instances of this generation are started with; null if
///   the unit has none
/// @param held somebody keeps it from being started until the hold is removed
public record UnitState(
    int wanted,
    long generation,
    @Nullable String binding,
    boolean held,
    boolean essential,
    List<InstanceState> instances) {

  public UnitState {
    instances = List.copyOf(instances);
  }

  /// How many of the wanted instances live and answer.
  public int healthyCount() {
    return (int) instances.stream().filter(InstanceState::healthy).count();
  }

  /// Whether every wanted instance answers and was started under the present generation.
  public boolean settled() {
    return instances.stream()
            .filter(instance -> instance.healthy() && instance.generation() >= generation)
            .count()
        >= wanted;
  }

  /// What is known of the first instance that tells why it is not well; empty where none does.
  public Optional<String> why() {
    return instances.stream().map(InstanceState::why).filter(Objects::nonNull).findFirst();
  }

  /// One instance.
  ///
  /// @param pid null while it does not run
  /// @param restarts how often it was started again after it had ended by itself
  /// @param generation it was started for; 0 while it does not run
  /// @param since when the running process was started; null while it does not run
  /// @param why null if it is well or not wanted, else what is known about the reason
  public record InstanceState(
      String name,
      int port,
      @Nullable Long pid,
      boolean healthy,
      int restarts,
      long generation,
      @Nullable Instant since,
      @Nullable String why) {}
}
