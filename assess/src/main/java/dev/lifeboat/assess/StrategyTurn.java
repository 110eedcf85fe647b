package dev.lifeboat.assess;

import dev.lifeboat.plan.Impact;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
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
    var lines = new ArrayList<StrategyLine>();
    for (var option : options.all()) {
      if (option.cost().currency().equals(impact.currency())) {
        lines.add(StrategyLine.of(option, impact));
      }
    }
    var turns = new ArrayList<StrategyTurn>();
    if (!lines.isEmpty()) {
      var best = Collections.min(lines, Comparator.comparing(it -> it.cost(yearsBetweenLosses)));
      rarer(best, lines).ifPresent(turns::add);
      oftener(best, lines).ifPresent(turns::add);
    }
    return List.copyOf(turns);
  }

  /// One that costs less to keep and more an outage: the first that is met on the way to rarer
  /// losses.
  private static Optional<StrategyTurn> rarer(StrategyLine best, List<StrategyLine> lines) {
    Optional<StrategyTurn> first = Optional.empty();
    for (var it : lines) {
      if (it.recovery().compareTo(best.recovery()) < 0
          && it.outage().compareTo(best.outage()) > 0) {
        var years = it.even(best);
        if (first.isEmpty() || years.compareTo(first.get().years()) < 0) {
          first = Optional.of(new StrategyTurn(it.strategy(), years, false));
        }
      }
    }
    return first;
  }

  private static Optional<StrategyTurn> oftener(StrategyLine best, List<StrategyLine> lines) {
    Optional<StrategyTurn> first = Optional.empty();
    for (var it : lines) {
      if (it.recovery().compareTo(best.recovery()) > 0
          && it.outage().compareTo(best.outage()) < 0) {
        var years = it.even(best);
        if (first.isEmpty() || years.compareTo(first.get().years()) > 0) {
          first = Optional.of(new StrategyTurn(it.strategy(), years, true));
        }
      }
    }
    return first;
  }
}
