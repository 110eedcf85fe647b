package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.ScenarioLoss;
import dev.lifeboat.plan.SpanText;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// A disaster as documents have it.
///
/// @param perDecade how often it is expected in ten years
/// @param outageSeconds null where nothing in the plan brings users back
/// @param aYear what it costs a year, on average; null the same
record ScenarioRow(
    String scenario,
    BigDecimal perDecade,
    @Nullable Double outageSeconds,
    @Nullable BigDecimal aYear) {
  static ScenarioRow of(ScenarioLoss it) {
    return new ScenarioRow(
        it.scenario().word(),
        it.perDecade(),
        it.outage().map(SpanText::number).orElse(null),
        it.aYear().orElse(null));
  }
}
