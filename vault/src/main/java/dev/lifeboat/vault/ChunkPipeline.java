package dev.lifeboat.vault;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/// Reader, workers, writers: what one thread cuts, two name, compress and seal, and others force to
/// the disk. Bounded by the rooms there are for segments, however fast the reader is.
final class ChunkPipeline implements AutoCloseable {
  // Two at each worker, two that wait, two being filled.
  private static final int ROOMS = 8;

  private final BlockingQueue<byte[]> rooms = new ArrayBlockingQueue<>(ROOMS);
  private final AtomicLong addedBytes = new AtomicLong();
  private final BackupSample sample;
  private final PackSink sink;
  private final WorkerCrew<Segment> crew;

  ChunkPipeline(VaultStore store, VaultKeys keys, ChunkIndex index, SecureRandom random) {
    for (int i = 0; i < ROOMS; i++) {
      rooms.add(new byte[Segment.BYTES]);
    }
    sink = new PackSink(store, keys, random);
    sample = new BackupSample(new SplittableRandom(random.nextLong()));
    crew =
        new WorkerCrew<>(
            ROOMS, () -> new ChunkWorker(index, keys, sink, rooms, addedBytes, sample));
  }

  /// A segment to fill; waits until there is room.
  Segment begin() throws IOException, InterruptedException {
    var room = rooms.take();
    crew.requireNoFailure();
    return new Segment(room);
  }

  /// Hands a segment on; its bytes belong to a worker from now.
  void submit(Segment segment) throws IOException, InterruptedException {
    crew.put(segment);
  }

  /// Waits until the chunks of a segment have names.
  void await(Segment segment) throws IOException, InterruptedException {
    segment.await();
    crew.requireNoFailure();
  }

  /// How many bytes the vault did not have, before they were compressed.
  long addedBytes() {
    return addedBytes.get();
  }

  /// As stored.
  long storedBytes() {
    return sink.storedBytes();
  }

  /// Some of what was submitted.
  BackupSample sample() {
    return sample;
  }

  /// Returns once all that was submitted is durable.
  List<PackDirectory> end() throws IOException, InterruptedException {
    crew.end();
    return sink.end();
  }

  /// Ends all threads, whatever they do; what is not durable by now was never there.
  @Override
  public void close() {
    crew.close();
    sink.close();
  }
}
