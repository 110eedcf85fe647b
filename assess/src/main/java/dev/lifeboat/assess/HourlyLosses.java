package dev.lifeboat.assess;

import dev.lifeboat.assess.CascadeReview.Worth;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
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
  /// The lower one stands below the number of its currency, so that most are seen in one look.
  private final long[] low;

  private final long[] high;

  /// Whether one of the higher parts is not zero, which is more than forty million an hour.
  private final boolean isHigh;

  private final List<String> currencies;

  private int currency;
  private long highSum;
  private long lowSum;
  private boolean mixed;

  HourlyLosses(List<Worth> worth) {
    this.high = new long[worth.size()];
    this.low = new long[worth.size()];
    var known = new LinkedHashMap<String, Integer>();
    long any = 0;
    for (int i = 0; i < high.length; i++) {
      var hundredths = Amounts.of(worth.get(i).perHour()).unscaledValue();
      long number = known.computeIfAbsent(worth.get(i).currency(), _ -> known.size());
      high[i] = hundredths.shiftRight(LOW_BITS).longValueExact();
      low[i] = (number << LOW_BITS) | (hundredths.longValue() & LOW);
      any |= high[i];
    }
    this.isHigh = any != 0;
    this.currencies = List.copyOf(known.keySet());
  }

  /// Nothing yet.
  ///
  /// @param number of the workload whose currency counts
  void begin(int number) {
    currency = currencyOf(low[number]);
    highSum = 0;
    lowSum = 0;
    mixed = false;
  }

  void add(int number) {
    add(number, WHOLE);
  }

  /// @param perMille of what it is worth that is lost
  void add(int number, int perMille) {
    long its = low[number];
    if (currencyOf(its) == currency) {
      lowSum += (its & LOW) * perMille;
      highSum += isHigh ? high[number] * perMille : 0;
    } else {
      mixed |= ((its & LOW) | high[number]) != 0;
    }
  }

  private static int currencyOf(long low) {
    return (int) (low >>> LOW_BITS);
  }

  /// Whether one loses in another currency, which is not in the sum.
  boolean isMixed() {
    return mixed;
  }

  String currency() {
    return currencies.get(currency);
  }

  BigDecimal sum() {
    if (highSum == 0) {
      // As Amounts rounds: a division of big numbers for each was 6 % of an assessment.
      return BigDecimal.valueOf((lowSum + WHOLE / 2) / WHOLE, 2);
    }
    var sum = BigInteger.valueOf(highSum).shiftLeft(LOW_BITS).add(BigInteger.valueOf(lowSum));
    return Amounts.of(new BigDecimal(sum, DIGITS));
  }
}
