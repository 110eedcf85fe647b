package dev.lifeboat.vault;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Reader, workers, writers: what one thread cuts, two name, compress and seal, and others force to
/// the disk. Bounded by the rooms there are for segments, however fast the reader is.
final class ChunkPipeline implements AutoCloseable {
  private static final int WORKERS = 2;
  // Two at each worker, two that wait, two being filled.
  private static final int ROOMS = 8;

  private final BlockingQueue<byte[]> rooms = new ArrayBlockingQueue<>(ROOMS);
  private final BlockingQueue<Optional<Segment>> queue = new ArrayBlockingQueue<>(ROOMS + WORKERS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> workers = new ArrayList<>();
  private final AtomicLong addedBytes = new AtomicLong();
  private final PackSink sink;
  private volatile @Nullable Throwable failure;

  ChunkPipeline(VaultStore store, VaultKeys keys, ChunkIndex index, SecureRandom random) {
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(new byte[Segment.BYTES]);
    }
    sink = new PackSink(store, keys, random);
    for (int i = 0; i < WORKERS; i++) {
      var worker = new ChunkWorker(index, keys, sink);
      workers.add(threads.submit(() -> work(worker)));
    }
  }

  /// A segment to fill; waits until there is room.
  Segment begin() throws IOException, InterruptedException {
    var room = rooms.take();
    requireNoFailure();
    return new Segment(room);
  }

  /// Hands a segment on; its bytes belong to a worker from now.
  void submit(Segment segment) throws IOException, InterruptedException {
    requireNoFailure();
    queue.put(Optional.of(segment));
  }

  /// Waits until the chunks of a segment have names.
  void await(Segment segment) throws IOException, InterruptedException {
    segment.await();
    requireNoFailure();
  }

  /// How many bytes the vault did not have, before they were compressed.
  long addedBytes() {
    return addedBytes.get();
  }

  /// As stored.
  long storedBytes() {
    return sink.storedBytes();
  }

  /// Returns once all that was submitted is durable.
  List<PackDirectory> end() throws IOException, InterruptedException {
    for (int i = 0; i < WORKERS; i++) {
      queue.put(Optional.empty());
    }
    for (var worker : workers) {
      try {
        worker.get();
      } catch (ExecutionException broken) {
        throw new IOException("a worker broke", broken.getCause());
      }
    }
    requireNoFailure();
    return sink.end();
  }

  private void work(ChunkWorker worker) {
    try (var zstd = ChunkWorker.compressor()) {
      for (var next = queue.take(); next.isPresent(); next = queue.take()) {
        var segment = next.get();
        try {
          if (failure == null) {
            addedBytes.addAndGet(worker.store(segment, zstd));
          }
        } catch (IOException | RuntimeException | Error broken) {
          failure = broken;
        } finally {
          // Also after a failure: the reader must not wait for ever, it asks for the failure.
          rooms.add(segment.giveBack());
          segment.markStored();
        }
      }
      worker.end(zstd);
    } catch (IOException | RuntimeException | Error broken) {
      failure = broken;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireNoFailure() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /// Ends all threads, whatever they do; what is not durable by now was never there.
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
    sink.close();
  }
}
