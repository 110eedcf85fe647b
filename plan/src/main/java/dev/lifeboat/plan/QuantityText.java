package dev.lifeboat.plan;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Rates, bandwidths and money as a plan writes them.
final class QuantityText {
  static final String RATE_RULE = "write a rate of 1/s to 1000/s, such as 50/s";
  static final String BANDWIDTH_RULE =
      "write a bandwidth such as 10Mbit/s or 1MB/s; units are kbit, Mbit, Gbit, kB, MB and GB";
  static final String MONEY_RULE = "write an amount and a currency, such as 12000 USD";

  static final String PERCENT_RULE = "write a rate of 0% to 100%, such as 1% or 0.5%";

  private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,8})/s");
  private static final Pattern BANDWIDTH =
      Pattern.compile("([1-9][0-9]{0,5}) ?(kbit|Mbit|Gbit|kB|MB|GB)/s");
  private static final Pattern MONEY =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,2})?) ([A-Z]{3})");

  private static final Pattern PERCENT = Pattern.compile("100%|([0-9]{1,2})(?:\\.([0-9]))?%");
  private static final int THOUSAND = 1_000;

  private QuantityText() {}

  static OptionalInt ratePerSecond(String text) {
    var parts = RATE.matcher(text);
    return parts.matches() ? OptionalInt.of(Integer.parseInt(parts.group(1))) : OptionalInt.empty();
  }

  /// Of a thousand, 0 to 1000.
  static OptionalInt perMille(String text) {
    var parts = PERCENT.matcher(text);
    if (!parts.matches()) {
      return OptionalInt.empty();
    }
    if (parts.group(1) == null) {
      return OptionalInt.of(THOUSAND);
    }
    int tenths = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
    return OptionalInt.of(Integer.parseInt(parts.group(1)) * 10 + tenths);
  }

  /// Bytes a second; decimal prefixes, as links are sold.
  static OptionalLong bandwidthBytesPerSecond(String text) {
    var parts = BANDWIDTH.matcher(text);
    if (!parts.matches()) {
      return OptionalLong.empty();
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
    return OptionalLong.of(Long.parseLong(parts.group(1)) * bytesPerUnit);
  }

  static Optional<Impact> perHour(String text) {
    var parts = MONEY.matcher(text);
    return parts.matches()
        ? Optional.of(new Impact(new BigDecimal(parts.group(1)), parts.group(2)))
        : Optional.empty();
  }
}
