package dev.lifeboat.agent.config;

import dev.lifeboat.guard.ConfigChecks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command that the agent keeps running in a number of instances. In command, environment and
/// health, `{host}` is the region's address and `{port}` the instance's port.
///
/// @param passed names of the agent's own variables that it gets beside those of every process
/// @param directory the current folder of its processes
/// @param instances all that may run; a unit has at least one
/// @param count how many of them run at first
/// @param health an address that answers 2xx while an instance is well; null if living suffices
/// @param bindings what `environment` is completed with, by name; one of them at a time
/// @param binding the one of them that holds at first; null if there are none
/// @param essential other things in the region stand on it: it is stopped after the databases, and
///   the region is not well without it
public record UnitConfig(
    String name,
    List<String> command,
    Map<String, String> environment,
    List<String> passed,
    Path directory,
    List<InstanceConfig> instances,
    int count,
    @Nullable String health,
    boolean essential,
    Map<String, Map<String, String>> bindings,
    @Nullable String binding) {
  public UnitConfig {
    ConfigChecks.check("unit", name);
    if (command == null || command.isEmpty()) {
      throw new IllegalArgumentException("unit " + name + " needs a command");
    }
    command = List.copyOf(command);
    environment = environment == null ? Map.of() : Map.copyOf(environment);
    passed = passed == null ? List.of() : List.copyOf(passed);
    instances =
        instances == null || instances.isEmpty()
            ? List.of(new InstanceConfig(0))
            : List.copyOf(instances);
    if (count < 0 || count > instances.size()) {
      throw new IllegalArgumentException(
          "count of " + name + " must be 0 to " + instances.size() + ", was " + count);
    }
    bindings = bindings == null ? Map.of() : Map.copyOf(bindings);
    if (binding != null && !bindings.containsKey(binding)) {
      throw new IllegalArgumentException(
          "binding of %s must be one of %s, was %s".formatted(name, bindings.keySet(), binding));
    }
  }

  /// What tells one instance from the others.
  ///
  /// @param port the instance's own; 0 if it needs none
  public record InstanceConfig(int port) {}
}
