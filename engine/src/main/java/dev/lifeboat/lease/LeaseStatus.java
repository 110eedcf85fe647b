package dev.lifeboat.lease;

/// What a holder tells others in its region of its lease. Whoever asks counts `remainingMillis`
/// from when it *sent* the question, on its own clock.
///
/// @param epoch held or asked for
/// @param remainingMillis until writing must stop, rounded down; 0 unless held
public record LeaseStatus(String workload, long epoch, boolean held, long remainingMillis) {
  public LeaseStatus {
    if (remainingMillis < 0 || (!held && remainingMillis > 0)) {
      throw new IllegalArgumentException(
          "only a held lease has time left, was held=%s with %d ms"
              .formatted(held, remainingMillis));
    }
  }
}
