package dev.lifeboat.plan;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// An amount of one currency.
///
/// @param amount zero or more
/// @param currency three capital letters, as in ISO 4217
public record Money(BigDecimal amount, String currency) {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  public Money {
    if (amount.signum() < 0) {
      throw new IllegalArgumentException("an amount must be zero or more, was " + amount);
    }
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException(
          "currency must be three capital letters, was '" + currency + "'");
    }
  }
}
