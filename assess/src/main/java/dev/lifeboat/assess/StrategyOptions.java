package dev.lifeboat.assess;

import dev.lifeboat.plan.Strategy;
import java.util.List;
import java.util.Optional;

/// What each of the four strategies would give one workload.
///
/// @param all from least to most
public record StrategyOptions(List<StrategyOption> all) {
  public StrategyOptions {
    all = List.copyOf(all);
    if (!all.stream().map(StrategyOption::strategy).toList().equals(List.of(Strategy.values()))) {
      throw new IllegalArgumentException("each strategy must be there once, from least to most");
    }
  }

  StrategyOption of(Strategy strategy) {
    return all.stream().filter(it -> it.strategy() == strategy).findFirst().orElseThrow();
  }

  Optional<StrategyOption> weakerThan(StrategyOption option) {
    return all.stream()
        .takeWhile(it -> it.strategy() != option.strategy())
        .reduce((_, stronger) -> stronger);
  }

  Optional<StrategyOption> strongerThan(StrategyOption option) {
    return all.stream().dropWhile(it -> it.strategy() != option.strategy()).skip(1).findFirst();
  }
}
