package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.Sensitivity;
import dev.lifeboat.assess.SensitivityOutcome;
import dev.lifeboat.assess.SensitivityTip;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An input that nobody knows exactly, and what other values of it would change, as documents have
/// it.
///
/// @param value as it is assumed
/// @param unit such as `USD an hour`
/// @param tips where answers turn
record SensitivityRow(
    String input, BigDecimal value, String unit, Answers halved, Answers doubled, List<Tip> tips) {

  /// Expectation and recommendation with another value.
  ///
  /// @param expectedLoss a year, as planned; null without an impact
  /// @param costsLeast null without an impact in the currency of the prices
  /// @param breakEvenTimes as many losses of the region as then expected make the planned strategy
  ///   pay; null where nothing does
  record Answers(
      @Nullable BigDecimal expectedLoss,
      String recommended,
      @Nullable String costsLeast,
      @Nullable BigDecimal breakEvenTimes) {
    static Answers of(SensitivityOutcome it) {
      return new Answers(
          it.expectedLoss().orElse(null),
          it.recommended().word(),
          it.least().map(Strategy::word).orElse(null),
          it.breakEven().orElse(null));
    }
  }

  /// A value at which an answer becomes another one.
  ///
  /// @param answer `recommended`, `costs-least`, `pays` or `pays-not`: true of the strategy then
  /// @param times the assumed value
  /// @param above that value, or below it
  record Tip(String answer, String strategy, BigDecimal value, BigDecimal times, boolean above) {
    static Tip of(SensitivityTip it) {
      return new Tip(it.answer().word(), it.strategy().word(), it.value(), it.times(), it.above());
    }
  }

  static SensitivityRow of(Sensitivity it, SensitivityWords words) {
    return new SensitivityRow(
        it.input().word(),
        it.value(),
        words.unit(it.unit()),
        Answers.of(it.halved()),
        Answers.of(it.doubled()),
        it.tips().stream().map(Tip::of).toList());
  }
}
