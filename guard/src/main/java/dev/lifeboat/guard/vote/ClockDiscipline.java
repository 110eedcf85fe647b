package dev.lifeboat.guard.vote;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.time.Duration;
import java.util.Optional;

/// How time synchronisation steers the ordinary clocks of a machine, as its kernel tells; see
/// adjtimex(2).
///
/// @param synchronised whether the kernel believes that its wall clock is right
/// @param mostError how wrong that clock may be, as the kernel reckons
/// @param slew by how much the ordinary clocks run faster than the machine's oscillator at this
///   moment: 0.083 while chrony makes up for seconds, below zero while they run slower
public record ClockDiscipline(boolean synchronised, Duration mostError, double slew) {
  private static final FunctionDescriptor SHAPE =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS);

  /// `struct timex` of a 64-bit Linux, as words of 8 bytes. Its first word, `modes`, stays zero:
  /// nothing is changed.
  private static final int WORDS = 26;

  private static final int FREQUENCY = 2;
  private static final int MOST_ERROR = 3;
  private static final int STATUS = 5;
  private static final int TICK = 11;

  private static final int UNSYNCHRONISED = 0x40;
  private static final int CLOCK_IN_ERROR = 5;
  private static final double TICK_MICROS = 10_000;
  private static final double PARTS = 65_536 * 1e6;

  /// Empty where the kernel does not tell, as on other systems and in some containers.
  public static Optional<ClockDiscipline> ofThisMachine() {
    return CLibrary.function("adjtimex", SHAPE).flatMap(ClockDiscipline::ask);
  }

  private static Optional<ClockDiscipline> ask(MethodHandle adjtimex) {
    var timex = new long[WORDS];
    try {
      int state = (int) adjtimex.invokeExact(MemorySegment.ofArray(timex));
      return state < 0 ? Optional.empty() : Optional.of(of(state, timex));
    } catch (Throwable impossible) {
      throw new IllegalStateException("C functions throw nothing", impossible);
    }
  }

  /// @param state that adjtimex returned
  static ClockDiscipline of(int state, long[] timex) {
    return new ClockDiscipline(
        state != CLOCK_IN_ERROR && ((int) timex[STATUS] & UNSYNCHRONISED) == 0,
        Duration.ofNanos(timex[MOST_ERROR] * 1_000),
        timex[TICK] / TICK_MICROS - 1 + timex[FREQUENCY] / PARTS);
  }
}
