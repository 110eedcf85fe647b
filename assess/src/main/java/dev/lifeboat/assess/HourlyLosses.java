package dev.lifeboat.assess;

import dev.lifeboat.assess.CascadeReview.Worth;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;

/// Sum of what some workloads lose an hour, in the currency of one. It is exact and makes no object
/// for each: the cascades of a portfolio add ten million of them.
final class HourlyLosses {
  private static final int WHOLE = 1000;

  /// Digits behind the point: hundredths, of which one may lose a thousandth.
  private static final int DIGITS = 5;

  private static final int LOW_BITS = 32;
  private static final long LOW = (1L << LOW_BITS) - 1;

  /// By number of the workload, its hundredths in two parts: even the sum of all has room in two.
  private final long[] high;

  private final long[] low;

  /// One text of each currency, so that two are compared without a look at what they are.
  private final String[] currencies;

  private String currency = "";
  private long highSum;
  private long lowSum;
  private boolean mixed;

  HourlyLosses(List<Worth> worth) {
    this.high = new long[worth.size()];
    this.low = new long[worth.size()];
    this.currencies = new String[worth.size()];
    var known = new HashMap<String, String>();
    for (int i = 0; i < high.length; i++) {
      var hundredths = Amounts.of(worth.get(i).perHour()).unscaledValue();
      high[i] = hundredths.shiftRight(LOW_BITS).longValueExact();
      low[i] = hundredths.longValue() & LOW;
      currencies[i] = known.computeIfAbsent(worth.get(i).currency(), it -> it);
    }
  }

  /// Nothing yet.
  ///
  /// @param number of the workload whose currency counts
  void begin(int number) {
    currency = currencies[number];
    highSum = 0;
    lowSum = 0;
    mixed = false;
  }

  void add(int number) {
    add(number, WHOLE);
  }

  /// @param perMille of what it is worth that is lost
  void add(int number, int perMille) {
    if (currencies[number].equals(currency)) {
      highSum += high[number] * perMille;
      lowSum += low[number] * perMille;
    } else {
      mixed |= (high[number] | low[number]) != 0;
    }
  }

  /// Whether one loses in another currency, which is not in the sum.
  boolean isMixed() {
    return mixed;
  }

  String currency() {
    return currency;
  }

  BigDecimal sum() {
    var sum = BigInteger.valueOf(highSum).shiftLeft(LOW_BITS).add(BigInteger.valueOf(lowSum));
    return Amounts.of(new BigDecimal(sum, DIGITS));
  }
}
