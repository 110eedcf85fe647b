package dev.lifeboat.provider;

import java.time.Duration;
import java.time.Instant;

/// Looks at a workload's primary from all sides. Providers implement it.
@FunctionalInterface
public interface Views {

  /// One round, begun at `at`. All sides are looked at together; returns within `deadline` plus a
  /// little, whatever hangs.
  Round look(Instant at, Duration deadline) throws InterruptedException;
}
