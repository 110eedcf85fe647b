package dev.lifeboat.assess;

import dev.lifeboat.plan.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What each of the four strategies would give one workload.
///
/// @param all from least to most
public record StrategyOptions(List<StrategyOption> all) {
  public StrategyOptions {
    all = List.copyOf(all);
    if (!isEachOnce(all)) {
      throw new IllegalArgumentException("each strategy must be there once, from least to most");
    }
  }

  private static boolean isEachOnce(List<StrategyOption> all) {
    var strategies = Strategy.values();
    for (int i = 0; i < all.size() && i < strategies.length; i++) {
      if (all.get(i).strategy() != strategies[i]) {
        return false;
      }
    }
    return all.size() == strategies.length;
  }

  /// The same where users are out as long at least, whatever recovers them.
  StrategyOptions outAtLeast(Duration others) {
    return others.isZero()
        ? this
        : new StrategyOptions(all.stream().map(it -> it.outAtLeast(others)).toList());
  }

  /// The same with another one for its strategy.
  StrategyOptions with(StrategyOption other) {
    return new StrategyOptions(
        all.stream().map(it -> it.strategy() == other.strategy() ? other : it).toList());
  }

  StrategyOption of(Strategy strategy) {
    return all.get(place(strategy));
  }

  private int place(Strategy strategy) {
    int place = 0;
    while (all.get(place).strategy() != strategy) {
      place++;
    }
    return place;
  }

  Optional<StrategyOption> weakerThan(StrategyOption option) {
    int at = place(option.strategy());
    return at == 0 ? Optional.empty() : Optional.of(all.get(at - 1));
  }

  Optional<StrategyOption> strongerThan(StrategyOption option) {
    int at = place(option.strategy());
    return at == all.size() - 1 ? Optional.empty() : Optional.of(all.get(at + 1));
  }
}
