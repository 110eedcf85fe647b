package dev.lifeboat.plan;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Rates, bandwidths and money as a plan writes them.
final class QuantityText {
  /// Up to [Canary#MOST_PER_SECOND].
  static final KeyType.Quantity<Integer> RATE =
      new KeyType.Quantity<>(
          "rate",
          Pattern.compile("([1-9][0-9]{0,2}|1000)/s"),
          "write a rate of 1/s to 1000/s, such as 50/s",
          QuantityText::ratePerSecond);

  static final KeyType.Quantity<Long> BANDWIDTH =
      new KeyType.Quantity<>(
          "bandwidth",
          Pattern.compile("([1-9][0-9]{0,5}) ?(kbit|Mbit|Gbit|kB|MB|GB)/s"),
          "write a bandwidth such as 10Mbit/s or 1MB/s; units are kbit, Mbit, Gbit, kB, MB and GB",
          QuantityText::bandwidthBytesPerSecond);

  static final KeyType.Quantity<Impact> MONEY =
      new KeyType.Quantity<>(
          "money",
          Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,2})?) ([A-Z]{3})"),
          "write an amount and a currency, such as 12000 USD",
          QuantityText::perHour);

  static final KeyType.Quantity<Integer> PERCENT =
      new KeyType.Quantity<>(
          "percentage",
          Pattern.compile("100%|([0-9]{1,2})(?:\\.([0-9]))?%"),
          "write a rate of 0% to 100%, such as 1% or 0.5%",
          QuantityText::perMille);

  private static final int THOUSAND = 1_000;

  private QuantityText() {}

  static Optional<Integer> ratePerSecond(String text) {
    var parts = RATE.form().matcher(text);
    return parts.matches() ? Optional.of(Integer.valueOf(parts.group(1))) : Optional.empty();
  }

  /// Of a thousand, 0 to 1000.
  static Optional<Integer> perMille(String text) {
    var parts = PERCENT.form().matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    if (parts.group(1) == null) {
      return Optional.of(THOUSAND);
    }
    int tenths = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
    return Optional.of(Integer.parseInt(parts.group(1)) * 10 + tenths);
  }

  /// Bytes a second; decimal prefixes, as links are sold.
  static Optional<Long> bandwidthBytesPerSecond(String text) {
    var parts = BANDWIDTH.form().matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long bytesPerUnit =
        switch (parts.group(2)) {
          case "kbit" -> 1_000 / 8;
          case "Mbit" -> 1_000_000 / 8;
          case "Gbit" -> 1_000_000_000 / 8;
          case "kB" -> 1_000;
          case "MB" -> 1_000_000;
          default -> 1_000_000_000;
        };
    return Optional.of(Long.parseLong(parts.group(1)) * bytesPerUnit);
  }

  static Optional<Impact> perHour(String text) {
    var parts = MONEY.form().matcher(text);
    return parts.matches()
        ? Optional.of(new Impact(new BigDecimal(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }
}
