package dev.lifeboat.guard;

import org.jspecify.annotations.Nullable;

/// The body of `POST /lease/{workload}`.
///
/// @param epoch that the placement or the controller handed out
/// @param waitMillis how long to wait for two votes; then it is asked for no longer
/// @param override whose word replaces missing votes, and why; null if nobody's does
public record LeaseRequest(long epoch, long waitMillis, @Nullable String override) {
  public LeaseRequest {
    if (epoch < 1 || waitMillis < 0) {
      throw new IllegalArgumentException(
          "epoch must be above zero and the wait not negative, were " + epoch + ", " + waitMillis);
    }
  }
}
