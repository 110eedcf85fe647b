package dev.lifeboat.vault;

import java.util.Locale;

/// A usual retention under one word: of a kind of data, or of a tier of service.
public enum RetentionClass {
  /// Seven years, two of which may be leap years.
  FINANCIAL(7 * 365 + 2),
  /// Ten years, three of which may be leap years.
  CLAIMS(10 * 365 + 3),
  /// For ever.
  AUDIT(VaultRetention.FOR_EVER),
  PREMIUM(35),
  STANDARD(14),
  BASIC(7);

  private final long days;

  RetentionClass(long days) {
    this.days = days;
  }

  /// As a [VaultRetention] has them.
  public long days() {
    return days;
  }

  /// As it is typed.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
