package dev.lifeboat.vault.s3;

import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/// Object lock of a bucket: how long it keeps each version of what is put there, whoever asks.
///
/// @param days zero without one
public record ObjectLock(Mode mode, long days) {
  private static final int DAYS_OF_A_YEAR = 365;

  /// Whom it holds against.
  public enum Mode {
    /// Nobody: there is none for what is put without a word of it.
    NONE,
    /// All but those with a right of their own.
    GOVERNANCE,
    /// Everybody.
    COMPLIANCE,
    /// The store does not say.
    UNKNOWN
  }

  static final ObjectLock NONE = new ObjectLock(Mode.NONE, 0);
  static final ObjectLock UNKNOWN = new ObjectLock(Mode.UNKNOWN, 0);

  static ObjectLock of(ObjectLockConfiguration bucket) {
    return bucket.rule() == null || bucket.rule().defaultRetention() == null
        ? NONE
        : of(bucket.rule().defaultRetention());
  }

  private static ObjectLock of(DefaultRetention each) {
    long days =
        each.days() == null
            ? (each.years() == null ? 0 : each.years() * (long) DAYS_OF_A_YEAR)
            : each.days();
    var mode =
        each.mode() == ObjectLockRetentionMode.COMPLIANCE ? Mode.COMPLIANCE : Mode.GOVERNANCE;
    return days == 0 ? NONE : new ObjectLock(mode, days);
  }
}
