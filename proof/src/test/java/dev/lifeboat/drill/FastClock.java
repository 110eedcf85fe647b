package dev.lifeboat.drill;

import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Goes five times as fast as the machine's, for a world that does nothing but wait.
final class FastClock implements InstantSource {
  private static final int TIMES = 5;

  private final Instant began = Instant.now();
  private final long beganNanos = System.nanoTime();
  private final Watcher.Pause machine;

  /// @param machine how a wait is made in truth
  FastClock(Watcher.Pause machine) {
    this.machine = machine;
  }

  @Override
  public Instant instant() {
    return began.plusNanos(TIMES * (System.nanoTime() - beganNanos));
  }

  /// Waits as long as `span` takes by this clock.
  void pause(Duration span) throws InterruptedException {
    machine.of(real(span));
  }

  /// How long `span` takes in truth.
  Duration real(Duration span) {
    return span.dividedBy(TIMES);
  }
}
