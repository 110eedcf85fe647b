package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.StrategyBenefit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A strategy beside the next weaker one, as documents have it.
///
/// @param saved of losses of the region, a year
/// @param costsMore a year
/// @param times as many losses as expected make it pay; null where nothing does
record SavedRow(
    String strategy, BigDecimal saved, BigDecimal costsMore, @Nullable BigDecimal times) {
  static SavedRow of(StrategyBenefit it) {
    return new SavedRow(it.strategy().word(), it.saved(), it.costsMore(), it.times().orElse(null));
  }
}
