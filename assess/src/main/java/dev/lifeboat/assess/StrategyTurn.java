package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Rate of lost regions at which another strategy begins to cost least a year: how far the answer
/// stands from another one.
///
/// @param years between two losses; two significant digits
/// @param oftener whether it costs least where regions are lost oftener than that, or more rarely
public record StrategyTurn(Strategy strategy, BigDecimal years, boolean oftener) {
  /// The nearest on each side of the rate that a plan says, the rarer one first. None where impact
  /// and prices are of two currencies.
  static List<StrategyTurn> all(Impact impact, StrategyOptions options, int yearsBetweenLosses) {
    var lines =
        options.all().stream()
            .filter(it -> it.cost().currency().equals(impact.currency()))
            .map(it -> StrategyLine.of(it, impact))
            .toList();
    var least =
        lines.stream().min(Comparator.comparing((StrategyLine it) -> it.cost(yearsBetweenLosses)));
    var turns = new ArrayList<StrategyTurn>();
    least.ifPresent(best -> {
      rarer(best, lines).ifPresent(turns::add);
      oftener(best, lines).ifPresent(turns::add);
    });
    return List.copyOf(turns);
  }

  /// One that costs less to keep and more an outage: the first that is met on the way to rarer
  /// losses.
  private static Optional<StrategyTurn> rarer(StrategyLine best, List<StrategyLine> lines) {
    return lines.stream()
        .filter(it ->
            it.recovery().compareTo(best.recovery()) < 0
                && it.outage().compareTo(best.outage()) > 0)
        .min(Comparator.comparing((StrategyLine it) -> it.even(best)))
        .map(it -> new StrategyTurn(it.strategy(), it.even(best), false));
  }

  private static Optional<StrategyTurn> oftener(StrategyLine best, List<StrategyLine> lines) {
    return lines.stream()
        .filter(it ->
            it.recovery().compareTo(best.recovery()) > 0
                && it.outage().compareTo(best.outage()) < 0)
        .max(Comparator.comparing((StrategyLine it) -> it.even(best)))
        .map(it -> new StrategyTurn(it.strategy(), it.even(best), true));
  }
}
