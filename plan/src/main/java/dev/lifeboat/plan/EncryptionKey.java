package dev.lifeboat.plan;

import java.time.Duration;
import java.time.LocalDate;

/// A key that encrypts a store or vault, as far as an assessment asks.
///
/// @param rotated the day on which it was made or rotated last, by UTC
/// @param every how old it may become
public record EncryptionKey(LocalDate rotated, Duration every) {

  /// Whether it is older than it may become.
  public boolean isOld(LocalDate today) {
    return today.isAfter(rotated.plusDays(every.toDays()));
  }
}
