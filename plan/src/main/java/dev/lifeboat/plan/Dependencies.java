package dev.lifeboat.plan;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Dependencies of a workload.
///
/// @param hard workloads of the same plan that must be recovered first
/// @param soft workloads of the same plan without which it is worth less: of a thousand, so many
/// @param thirdParties by name, the longest that each promises to be out
public record Dependencies(
    List<String> hard, Map<String, Integer> soft, Map<String, Duration> thirdParties) {
  /// Nothing.
  public static final Dependencies NONE = hard(List.of());

  public Dependencies {
    hard = List.copyOf(hard);
    soft = Copies.ordered(soft);
    thirdParties = Copies.ordered(thirdParties);
    if (new HashSet<>(hard).size() < hard.size() || !Collections.disjoint(hard, soft.keySet())) {
      throw new IllegalArgumentException(
          "dependencies must be there once each, had %s and %s".formatted(hard, soft.keySet()));
    }
  }

  /// On workloads that must be recovered first, and nothing else.
  public static Dependencies hard(List<String> workloads) {
    return new Dependencies(workloads, Map.of(), Map.of());
  }

  /// The third party that promises least; of several the first by name. Nobody recovers sooner than
  /// what he needs.
  public Optional<Map.Entry<String, Duration>> slowestThirdParty() {
    return thirdParties.isEmpty()
        ? Optional.empty()
        : thirdParties.entrySet().stream()
            .max(
                Map.Entry.<String, Duration>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
  }

  boolean isOn(String workload) {
    return hard.contains(workload) || soft.containsKey(workload);
  }
}
