package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Quantity;
import dev.lifeboat.plan.KeyType.Text;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Rates, bandwidths and money as a plan writes them.
final class QuantityText {
  /// As many a second as a canary may write.
  static final Quantity<Integer> RATE =
      new Quantity<>(
          new Text<>(
              "rate",
              Pattern.compile("([1-9][0-9]{0,2}|1000)/s"),
              "write a rate of 1/s to 1000/s, such as 50/s",
              it -> Optional.of(Integer.valueOf(it.group(1)))));

  /// Bytes a second; decimal prefixes, as links are sold.
  static final Quantity<Long> BANDWIDTH =
      new Quantity<>(
          new Text<>(
              "bandwidth",
              Pattern.compile("([1-9][0-9]{0,5}) ?(kbit|Mbit|Gbit|kB|MB|GB)/s"),
              "write a bandwidth such as 10Mbit/s or 1MB/s; units are kbit, Mbit, Gbit, kB, MB and GB",
              it -> Optional.of(Long.parseLong(it.group(1)) * bytes(it.group(2)))));

  private static final Pattern MONEY_TEXT =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,2})?) ([A-Z]{3})");

  static final Quantity<Money> AMOUNT = money("500 USD");

  static final Quantity<Money> MONEY = money("12000 USD");

  /// Of a thousand, 0 to 1000.
  static final Quantity<Integer> PERCENT =
      new Quantity<>(
          new Text<>(
              "percentage",
              Pattern.compile("(100|[0-9]{1,2})%|([0-9]{1,2})\\.([0-9])%"),
              "write a rate of 0% to 100%, such as 1% or 0.5%",
              it -> Optional.of(perMille(it))));

  private QuantityText() {}

  private static Quantity<Money> money(String example) {
    return new Quantity<>(
        new Text<>(
            "money",
            MONEY_TEXT,
            "write an amount and a currency, such as " + example,
            it -> Optional.of(new Money(new BigDecimal(it.group(1)), it.group(2)))));
  }

  private static int perMille(MatchResult parts) {
    return parts.group(1) != null
        ? Integer.parseInt(parts.group(1)) * 10
        : Integer.parseInt(parts.group(2) + parts.group(3));
  }

  private static long bytes(String unit) {
    return switch (unit) {
      case "kbit" -> 1_000 / 8;
      case "Mbit" -> 1_000_000 / 8;
      case "Gbit" -> 1_000_000_000 / 8;
      case "kB" -> 1_000;
      case "MB" -> 1_000_000;
      default -> 1_000_000_000;
    };
  }
}
