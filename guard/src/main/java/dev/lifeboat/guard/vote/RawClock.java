package dev.lifeboat.guard.vote;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;

/// Linux's `CLOCK_MONOTONIC_RAW`: the machine's own oscillator, whose rate no time service changes.
/// See clock_gettime(2). Thread-safe.
record RawClock(MethodHandle clockGettime) implements MonotonicClock {
  static final String NAME = "CLOCK_MONOTONIC_RAW";

  private static final int ID = 4;
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

  /// Empty where it cannot be read.
  static Optional<RawClock> open() {
    return CLibrary.function("clock_gettime", SHAPE)
        .map(RawClock::new)
        .filter(clock -> clock.read().isPresent());
  }

  @Override
  public Duration now() {
    return read().orElseThrow(() -> new IllegalStateException(NAME + " is gone"));
  }

  private Optional<Duration> read() {
    var time = new long[2];
    try {
      int failed = (int) clockGettime.invokeExact(ID, MemorySegment.ofArray(time));
      return failed == 0 ? Optional.of(Duration.ofSeconds(time[0], time[1])) : Optional.empty();
    } catch (Throwable impossible) {
      throw new IllegalStateException("C functions throw nothing", impossible);
    }
  }
}
