package dev.lifeboat.measure;

import java.util.Collection;
import java.util.Optional;

/// When clients could write again: one success could be luck, a run of them is a recovery.
final class FirstRecoveredWrite {
  private FirstRecoveredWrite() {}

  /// The first of `confirm` writes with consecutive numbers, all acknowledged, all sent once the
  /// fault was in effect.
  ///
  /// @param writes by number
  static Optional<CanaryAttempt> find(
      Collection<CanaryAttempt> writes, FaultTime fault, int confirm) {
    if (confirm < 1) {
      throw new IllegalArgumentException("confirm must be one or more, was " + confirm);
    }
    var first = Optional.<CanaryAttempt>empty();
    long next = 0;
    int run = 0;
    for (var write : writes) {
      if (write.at().isBefore(fault.inEffect()) || !write.acknowledged()) {
        run = 0;
        continue;
      }
      if (run == 0 || write.number() != next) {
        first = Optional.of(write);
        run = 0;
      }
      run++;
      next = write.number() + 1;
      if (run == confirm) {
        return first;
      }
    }
    return Optional.empty();
  }
}
