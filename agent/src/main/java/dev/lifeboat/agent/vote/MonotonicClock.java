package dev.lifeboat.agent.vote;

import java.time.Duration;

/// Time since an arbitrary origin that never jumps: the only clock of leases. It goes on while a
/// process is frozen, but a paused virtual machine may not see it pass.
public interface MonotonicClock {
  Duration now();

  static MonotonicClock ofThisMachine() {
    return () -> Duration.ofNanos(System.nanoTime());
  }
}
