package dev.lifeboat.assess;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Those of the four strategies that are enough for a need. Where none is, those that come nearest,
/// the RPO first: what is lost stays lost, an outage ends.
///
/// @param rpo the RPO that they meet: the need's, or the least that any gives
/// @param rto the same of the RTO, among those
record SufficientStrategies(List<StrategyOption> options, Duration rpo, Duration rto) {

  static SufficientStrategies of(RecoveryDemand need, List<StrategyOption> all) {
    var rpo = longer(need.rpo(), all.stream().map(it -> it.estimate().rpo()));
    var enough = all.stream().filter(it -> it.losesWithin(rpo)).toList();
    var rto = longer(need.rto(), enough.stream().map(it -> it.estimate().rto()));
    return new SufficientStrategies(
        enough.stream().filter(it -> it.recoversWithin(rto)).toList(), rpo, rto);
  }

  /// The cheapest; of several the weakest.
  StrategyOption cheapest() {
    return options.stream()
        .min(
            Comparator.comparing((StrategyOption it) -> it.cost().total())
                .thenComparing(StrategyOption::strategy))
        .orElseThrow();
  }

  private static Duration longer(Duration need, java.util.stream.Stream<Duration> estimates) {
    var least = estimates.min(Comparator.naturalOrder());
    return Optional.of(need)
        .filter(it -> it.compareTo(least.orElseThrow()) >= 0)
        .orElse(least.orElseThrow());
  }
}
