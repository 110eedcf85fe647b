package dev.lifeboat.wire;

import java.time.Duration;

/// A wait for what comes by itself, and is looked for now and then.
///
/// @param limit after which it is waited for no longer
/// @param pause between two looks
public record Wait(Duration limit, Duration pause) {

  /// What is waited for.
  @FunctionalInterface
  public interface Condition<E extends Exception> {
    boolean holds() throws E, InterruptedException;
  }

  /// Waits until the condition holds.
  ///
  /// @return whether it did before the limit was over
  public <E extends Exception> boolean until(Condition<E> condition)
      throws E, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      Thread.sleep(pause);
    }
    return true;
  }
}
