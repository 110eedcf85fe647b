package dev.lifeboat.vault;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Workers that empty one bounded queue, each on a thread of its own. After a failure the rest is
/// only released, so that whoever fills the queue never waits for ever, and is told of it.
final class WorkerCrew<T> implements AutoCloseable {
  private static final int WORKERS = 2;

  /// One of them.
  interface Worker<T> extends AutoCloseable {
    void work(T next) throws IOException, InterruptedException;

    /// Gives back what `next` takes up, whether it was worked on or not.
    default void release(T next) {}

    /// Finishes, once nothing more comes and nothing failed.
    default void end() throws IOException, InterruptedException {}

    @Override
    default void close() {}
  }

  private final BlockingQueue<Optional<T>> queue;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch ended = new CountDownLatch(WORKERS);
  private volatile @Nullable Throwable failure;

  /// @param waiting how many may wait beside those that are worked on
  WorkerCrew(int waiting, Supplier<? extends Worker<T>> workers) {
    queue = new ArrayBlockingQueue<>(waiting + WORKERS);
    for (int i = 0; i < WORKERS; i++) {
      var worker = workers.get();
      threads.execute(() -> run(worker));
    }
  }

  /// Waits until there is room.
  void put(T next) throws IOException, InterruptedException {
    requireNoFailure();
    queue.put(Optional.of(next));
  }

  /// Returns once all is done.
  void end() throws IOException, InterruptedException {
    for (int i = 0; i < WORKERS; i++) {
      queue.put(Optional.empty());
    }
    ended.await();
    requireNoFailure();
  }

  void requireNoFailure() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  private void run(Worker<T> worker) {
    try (worker) {
      for (var next = queue.take(); next.isPresent(); next = queue.take()) {
        try {
          if (failure == null) {
            worker.work(next.get());
          }
        } catch (IOException | RuntimeException | Error broken) {
          fail(broken);
        } finally {
          worker.release(next.get());
        }
      }
      if (failure == null) {
        worker.end();
      }
    } catch (IOException | RuntimeException | Error broken) {
      fail(broken);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /// The first is the cause; what it brings down after it is told beside it.
  private synchronized void fail(Throwable broken) {
    if (failure == null) {
      failure = broken;
    } else {
      failure.addSuppressed(broken);
    }
  }

  /// Ends all threads, whatever they do.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
