package dev.lifeboat.control;

import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.provider.Concern;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Whether a workload could be failed over now, the best first. An unknown is worse than a known
/// lack of proof, and a known defect is worse than both.
public enum Recoverability implements WordedChoice {
  READY,
  /// Nothing is in the way, and no drill of the plan as it is now has shown it.
  UNPROVEN,
  UNKNOWN,
  NOT_READY;

  /// That of a workload is by the gravest of its concerns.
  static Recoverability of(List<Concern> concerns) {
    return worst(
        concerns.stream()
            .map(it ->
                switch (it.weight()) {
                  case OBSTACLE -> NOT_READY;
                  case UNKNOWN -> UNKNOWN;
                  case WARNING -> READY;
                }));
  }

  /// That of a plan is the worst of its workloads.
  public static Recoverability worst(Stream<Recoverability> all) {
    return all.max(Comparator.naturalOrder()).orElse(READY);
  }
}
