package dev.lifeboat.simulate;

import java.time.Duration;

/// The monotonic clock of one machine, as its own processes see it: an origin of its own, and a
/// rate that is a little wrong.
final class SimMachineClock {
  private final Agenda agenda;
  private final long originNanos;
  private double rate = 1;
  private long baseTrueNanos;
  private long baseLocalNanos;
  private boolean stopped;
  private long shownNanos;
  private Duration shown = Duration.ZERO;

  SimMachineClock(Agenda agenda, long originNanos) {
    this.agenda = agenda;
    this.originNanos = originNanos;
  }

  /// A true second is measured as this many from now on.
  void setRate(double newRate) {
    rebase();
    rate = newRate;
  }

  /// Measures nothing until [#go]: a paused virtual machine.
  void stop() {
    rebase();
    stopped = true;
  }

  void go() {
    rebase();
    stopped = false;
  }

  private void rebase() {
    baseLocalNanos = elapsed();
    baseTrueNanos = agenda.nowNanos();
  }

  private long elapsed() {
    return stopped
        ? baseLocalNanos
        : baseLocalNanos + (long) ((agenda.nowNanos() - baseTrueNanos) * rate);
  }

  /// Several programs and voters look at it at one moment.
  Duration now() {
    long nanos = nowNanos();
    if (nanos != shownNanos) {
      shownNanos = nanos;
      shown = Duration.ofNanos(nanos);
    }
    return shown;
  }

  long nowNanos() {
    return originNanos + elapsed();
  }

  /// How long, truly, until this clock shows `localNanos`; zero once it does.
  long trueNanosUntil(long localNanos) {
    // Rounded up: whoever waits for a moment must not look a little before it.
    return Math.max(0, (long) Math.ceil((localNanos - nowNanos()) / rate));
  }

  /// When, truly, this clock shows `localNanos`, if its rate stays; may lie in the past.
  long trueTimeNanos(long localNanos) {
    return agenda.nowNanos() + (long) Math.floor((localNanos - nowNanos()) / rate);
  }
}
