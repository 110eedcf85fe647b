package dev.lifeboat.assess;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// Prices a month, in one currency. Lifeboat ships one; people replace it by their own.
///
/// @param version whatever its authors count it by
/// @param date of its prices
/// @param source where they come from
/// @param monthly a price for every item
/// @param reserved part of a price that is saved by whoever takes it for a year, 0 to 1
/// @param spot the same by taking what may be taken away at any time
/// @param transferPerGigabyte of what leaves the primary region beyond the monthly `transfer`
public record PriceTable(
    String version,
    LocalDate date,
    String currency,
    String source,
    Map<PricedItem, MonthlyPrice> monthly,
    BigDecimal reserved,
    BigDecimal spot,
    BigDecimal transferPerGigabyte) {

  /// The price of one.
  ///
  /// @param primary in the primary region
  /// @param recovery in the recovery region, where storage and requests may be of a cheaper kind
  public record MonthlyPrice(BigDecimal primary, BigDecimal recovery) {
    public MonthlyPrice {
      if (primary.signum() < 0 || recovery.signum() < 0) {
        throw new IllegalArgumentException(
            "a price must be zero or more, was %s and %s".formatted(primary, recovery));
      }
    }
  }

  public PriceTable {
    monthly = Map.copyOf(monthly);
    for (var item : PricedItem.values()) {
      if (!monthly.containsKey(item)) {
        throw new IllegalArgumentException("a price table must have a price of " + item.word());
      }
    }
  }

  MonthlyPrice of(PricedItem item) {
    return Optional.ofNullable(monthly.get(item)).orElseThrow();
  }
}
