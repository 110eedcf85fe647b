package dev.lifeboat.assess;

import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A strategy by its cost where one input is multiplied: so much without it, and so much more for
/// each time of what is assumed.
record AnswerLine(Strategy strategy, BigDecimal fixed, BigDecimal perTime) {
  /// A third digit would tell more than anybody knows.
  private static final MathContext TWO_DIGITS = new MathContext(2);

  /// Multiple of the input at which another strategy becomes the cheapest.
  record Turn(Strategy strategy, BigDecimal times) {}

  /// With the input as it is assumed.
  BigDecimal once() {
    return fixed.add(perTime);
  }

  /// The cheapest with the input as it is assumed; of several the first.
  static Strategy cheapest(List<AnswerLine> lines) {
    return first(lines).strategy;
  }

  private static AnswerLine first(List<AnswerLine> lines) {
    return Collections.min(lines, Comparator.comparing(AnswerLine::once));
  }

  /// Times of the input at which this costs no more than a cheaper one that rises quicker; empty
  /// where that is none. Two significant digits.
  Optional<BigDecimal> even(AnswerLine weaker) {
    var more = fixed.subtract(weaker.fixed);
    var saved = weaker.perTime.subtract(perTime);
    if (more.signum() <= 0 || saved.signum() <= 0) {
      return Optional.empty();
    }
    var times = more.divide(saved, TWO_DIGITS);
    return Optional.of(times.scale() < 0 ? times.setScale(0) : times);
  }

  /// The nearest turn with more, or with less, of the input than is assumed; empty where none
  /// becomes cheaper on that side.
  static Optional<Turn> turn(List<AnswerLine> lines, boolean above) {
    var now = first(lines);
    Optional<Turn> nearest = Optional.empty();
    var next = now;
    for (var it : lines) {
      // Only what rises slower falls below on the way up, and the other way round.
      if (side(now.perTime.compareTo(it.perTime), above) > 0) {
        var times =
            it.fixed
                .subtract(now.fixed)
                .divide(now.perTime.subtract(it.perTime), MathContext.DECIMAL64);
        int further = nearest.map(turn -> side(times.compareTo(turn.times()), above)).orElse(-1);
        boolean steeper = side(it.perTime.compareTo(next.perTime), above) < 0;
        if (times.signum() > 0 && (further < 0 || (further == 0 && steeper))) {
          nearest = Optional.of(new Turn(it.strategy, times));
          next = it;
        }
      }
    }
    return nearest;
  }

  private static int side(int compared, boolean above) {
    return above ? compared : -compared;
  }
}
