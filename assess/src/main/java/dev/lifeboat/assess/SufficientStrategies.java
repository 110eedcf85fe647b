package dev.lifeboat.assess;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/// Those of the four strategies that are enough for a need. Where none is, those that come nearest,
/// the RTO first: then who tolerates more never needs more, as long as what is slower costs less.
///
/// A third party that promises less than the need makes a faster one of no use.
///
/// @param rto the RTO that they meet: the need's, or the least that any gives
/// @param rpo the same of the RPO, among those
record SufficientStrategies(List<StrategyOption> options, Duration rto, Duration rpo) {
  private static final Comparator<StrategyOption> CHEAPEST =
      Comparator.comparing((StrategyOption it) -> it.cost().total())
          .thenComparing(StrategyOption::strategy);

  static SufficientStrategies of(
      RecoveryDemand need, Duration thirdParty, List<StrategyOption> all) {
    var least = longer(need.rto(), all, it -> it.estimate().rto());
    var rto = least.compareTo(thirdParty) < 0 ? thirdParty : least;
    var enough = new ArrayList<>(all);
    enough.removeIf(it -> !it.recoversWithin(rto));
    var rpo = longer(need.rpo(), enough, it -> it.estimate().rpo());
    enough.removeIf(it -> !it.losesWithin(rpo));
    return new SufficientStrategies(enough, rto, rpo);
  }

  /// The cheapest; of several the weakest.
  StrategyOption cheapest() {
    return Collections.min(options, CHEAPEST);
  }

  /// The need, or the least estimate where all are longer.
  private static Duration longer(
      Duration need, List<StrategyOption> options, Function<StrategyOption, Duration> estimate) {
    var least = estimate.apply(options.getFirst());
    for (var option : options) {
      var other = estimate.apply(option);
      least = other.compareTo(least) < 0 ? other : least;
    }
    return need.compareTo(least) >= 0 ? need : least;
  }
}
