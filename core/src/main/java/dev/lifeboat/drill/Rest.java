package dev.lifeboat.drill;

import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Waits until nothing is under way in a place that would change it by itself. What was looked at
/// before that, and again later, differs although nobody left anything behind.
record Rest(InstantSource clock, Watcher.Pause pause, Awaited place) {
  private static final Duration LOOK = Duration.ofMillis(200);

  /// What a place still awaits, each in words; empty at rest.
  @FunctionalInterface
  interface Awaited {
    List<String> look() throws InterruptedException;
  }

  /// What is still awaited at rest, or after `limit`.
  List<String> within(Duration limit) throws InterruptedException {
    var end = clock.instant().plus(limit);
    var awaited = place.look();
    while (!awaited.isEmpty() && clock.instant().isBefore(end)) {
      pause.of(LOOK);
      awaited = place.look();
    }
    return awaited;
  }
}
