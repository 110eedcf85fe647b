package dev.lifeboat.drill;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.watch.Watcher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A watch that runs beside the drill, from before the fault on.
final class RunningWatch implements AutoCloseable {
  private final InstantSource clock;
  private final Watcher watcher;
  private final ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
  private Optional<Future<Optional<Instant>>> detection = Optional.empty();

  RunningWatch(InstantSource clock, Watcher watcher) {
    this.clock = clock;
    this.watcher = watcher;
  }

  /// Begins to watch; it gives up at `deadline`.
  void begin(FailoverPolicy.Detect policy, Instant deadline) {
    detection =
        Optional.of(
            thread.submit(() -> watcher.untilDown(policy, deadline).map(_ -> clock.instant())));
  }

  /// Waits for the moment at which all views agreed; empty when they never did.
  Optional<Instant> detected() throws InterruptedException {
    try {
      return detection.orElseThrow().get();
    } catch (ExecutionException broken) {
      throw new IllegalStateException("the watch itself failed", broken.getCause());
    }
  }

  /// When all views agreed, if they have so far; does not wait.
  Optional<Instant> detectedSoFar() throws InterruptedException {
    return detection.filter(Future::isDone).isPresent() ? detected() : Optional.empty();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
