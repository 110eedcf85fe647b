package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/// Money, in whole hundredths.
public final class Amounts {
  static final BigDecimal ZERO = BigDecimal.ZERO.setScale(2);

  private Amounts() {}

  static BigDecimal of(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  /// Such as `1,377.00 USD`, in every locale.
  public static String words(BigDecimal amount, String currency) {
    return String.format(Locale.ROOT, "%,.2f %s", amount, currency);
  }
}
