package dev.lifeboat.plan;

import java.util.List;

/// Workloads of a plan depend on themselves through others.
final class CyclicDependenciesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<List<String>> cycles;

  /// @param cycles by [Cycles], at least one
  CyclicDependenciesException(List<List<String>> cycles) {
    super("workload '" + cycles.getFirst().getFirst() + "' depends on itself through others");
    this.cycles = List.copyOf(cycles);
  }

  List<List<String>> cycles() {
    return cycles;
  }
}
