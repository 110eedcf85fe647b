package dev.lifeboat.guard.vote;

import java.time.Duration;

/// Time since an arbitrary origin that never jumps: the only clock of leases. It goes on while a
/// process is frozen, but a paused virtual machine may not see it pass.
public interface MonotonicClock {
  Duration now();

  /// The one that time synchronisation does not slew, where there is one. Its origin is not that of
  /// `System.nanoTime()`.
  static NamedClock ofThisMachine() {
    return RawClock.open()
        .map(raw -> new NamedClock(RawClock.NAME, false, raw))
        .orElseGet(NamedClock::ofTheVirtualMachine);
  }
}
