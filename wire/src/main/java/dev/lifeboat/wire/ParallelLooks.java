package dev.lifeboat.wire;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Looks that are taken at once, of which none is waited for beyond one common deadline.
public final class ParallelLooks implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final long endNanos;

  /// @param deadline from now on
  public ParallelLooks(Duration deadline) {
    this.endNanos = System.nanoTime() + deadline.toNanos();
  }

  /// A look that has begun.
  @FunctionalInterface
  public interface Look<T> {
    /// What it found, once it is over or the deadline is.
    T found() throws InterruptedException;
  }

  /// Begins a look.
  ///
  /// @param instead what counts as found if it fails, or is not over in time
  public <T> Look<T> begin(Callable<? extends T> look, T instead) {
    var answer = threads.submit(look);
    return () -> {
      try {
        return answer.get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException | ExecutionException none) {
        return instead;
      }
    };
  }

  /// What still hangs is interrupted and must not hold anybody up.
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
