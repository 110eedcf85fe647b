package dev.lifeboat.guard;

/// The body of the calls that carry nothing but their epoch.
public record EpochRequest(long epoch) {
  public EpochRequest {
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch must be above zero, was " + epoch);
    }
  }
}
