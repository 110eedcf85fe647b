package dev.lifeboat.plan;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// What an outage costs; an assessment holds it against what recovery costs.
///
/// @param revenuePerHour zero or more
/// @param currency three capital letters, as in ISO 4217
public record Impact(BigDecimal revenuePerHour, String currency) {

  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  public Impact {
    if (revenuePerHour.signum() < 0) {
      throw new IllegalArgumentException(
          "revenuePerHour must be zero or more, was " + revenuePerHour);
    }
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException(
          "currency must be three capital letters, was '" + currency + "'");
    }
  }
}
