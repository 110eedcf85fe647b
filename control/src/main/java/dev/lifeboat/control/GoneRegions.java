package dev.lifeboat.control;

import dev.lifeboat.provider.Platform;
import dev.lifeboat.watch.Repetition;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;

/// Interrupts the thread that made it, once, when nothing is left of the regions: what it waits for
/// there never comes, and each wait would last as long as it may.
final class GoneRegions implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Platform platform;
  private final Thread held = Thread.currentThread();
  private final Repetition looks;
  private volatile boolean gone;

  GoneRegions(Platform platform, Watcher.Pause pause) {
    this.platform = platform;
    this.looks = Repetition.begun("gone regions", pause, LOOK, this::look);
  }

  private void look() throws InterruptedException {
    if (!gone && platform.gone().isPresent()) {
      gone = true;
      held.interrupt();
    }
  }

  /// Takes its own interrupt back, since what is told of the end must not be cut short.
  @Override
  public void close() {
    looks.end();
    if (gone) {
      var _ = Thread.interrupted();
    }
  }
}
