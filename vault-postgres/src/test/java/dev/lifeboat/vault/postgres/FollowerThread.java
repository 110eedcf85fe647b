package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/// A follower at work; closing it interrupts it, as Ctrl-C does.
final class FollowerThread implements AutoCloseable {
  private final AtomicReference<Throwable> ended = new AtomicReference<>();
  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();

  FollowerThread(LogFollower follower, boolean newBase) {
    thread.execute(() -> {
      try {
        follower.follow(newBase, _ -> {});
      } catch (Throwable failure) {
        ended.set(failure);
      }
    });
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
  }
}
