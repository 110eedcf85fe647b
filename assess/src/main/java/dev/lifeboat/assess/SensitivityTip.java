package dev.lifeboat.assess;

import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.WordedChoice;
import java.math.BigDecimal;
import java.math.MathContext;

/// Value of an input at which an answer becomes another one.
///
/// @param strategy that is recommended or costs least then; with the other two the planned one
/// @param times the assumed value; three significant digits
/// @param value in the unit of the input
/// @param above whether the answer is another one above that value, or below
public record SensitivityTip(
    Answer answer, Strategy strategy, BigDecimal times, BigDecimal value, boolean above) {
  /// Two would tell no turn that is near from none.
  static final MathContext DIGITS = new MathContext(3);

  /// Answers that may turn.
  public enum Answer implements WordedChoice {
    RECOMMENDED,
    COSTS_LEAST,
    /// The planned strategy saves more than it costs against the next weaker one.
    PAYS,
    PAYS_NOT
  }

  public SensitivityTip {
    times = plain(times.round(DIGITS));
    value = plain(value);
  }

  /// The same of a plan: where the next weaker strategy costs less, the planned one does not pay.
  SensitivityTip of(Strategy planned) {
    return answer == Answer.PAYS && strategy != planned
        ? new SensitivityTip(Answer.PAYS_NOT, planned, times, value, above)
        : this;
  }

  /// Without an exponent.
  private static BigDecimal plain(BigDecimal number) {
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
