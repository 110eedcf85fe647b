package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Chunk;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Gathers frames into packs and writes these beside the workers, a bounded number at a time.
/// Thread-safe; the first pack that cannot be written ends it.
final class PackSink implements AutoCloseable {
  // One fills while two are forced to the disk; each has 20 MiB.
  private static final int BUFFERS = 3;

  private final VaultStore store;
  private final VaultKeys keys;
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<PackBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
  private final List<PackDirectory> written = new ArrayList<>();
  private @Nullable PackBuffer filling;
  private long storedBytes;
  private volatile @Nullable IOException failure;

  PackSink(VaultStore store, VaultKeys keys, SecureRandom random) {
    this.store = store;
    this.keys = keys;
    for (int i = 0; i < BUFFERS; i++) {
      free.add(new PackBuffer(random));
    }
  }

  synchronized void add(Span stored, int rawBytes, List<Chunk> chunks)
      throws IOException, InterruptedException {
    requireNoFailure();
    var pack = filling;
    if (pack == null) {
      pack = free.take();
      pack.begin(keys);
      filling = pack;
    }
    pack.add(stored, rawBytes, chunks);
    if (pack.isFull()) {
      write(pack);
      filling = null;
    }
  }

  private void write(PackBuffer pack) {
    var directory = pack.end();
    if (storedBytes == 0 && pack.isFull()) {
      Gcm.warm(); // More will follow.
    }
    storedBytes += pack.span().length();
    writers.execute(() -> put(pack, directory));
  }

  private void put(PackBuffer pack, PackDirectory directory) {
    try {
      store.put(Shelf.PACKS, pack.name(), pack.span().bytes(), pack.span().length());
      synchronized (written) {
        written.add(directory);
      }
    } catch (IOException unwritten) {
      failure = unwritten;
    } catch (RuntimeException | Error broken) {
      failure = new IOException("a pack could not be written", broken);
    } finally {
      free.add(pack);
    }
  }

  /// Writes what is gathered, and returns once all packs are durable.
  List<PackDirectory> end() throws IOException, InterruptedException {
    synchronized (this) {
      requireNoFailure();
      var last = filling;
      if (last != null) {
        write(last);
        filling = null;
      }
    }
    for (int i = 0; i < BUFFERS; i++) {
      var _ = free.take();
    }
    requireNoFailure();
    synchronized (written) {
      return List.copyOf(written);
    }
  }

  /// How long all packs are together.
  synchronized long storedBytes() {
    return storedBytes;
  }

  private void requireNoFailure() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    writers.close();
  }
}
