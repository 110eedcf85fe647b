package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Unfolds frames and writes what files want of them, two at a time; each frame is read once for
/// all the chunks that are wanted about then.
final class RestoreCrew implements AutoCloseable {
  private static final int WORKERS = 2;

  /// That many chunks are gathered before their frames are read: some hundred frames.
  private static final int GATHERED = 4096;

  /// A chunk that a file wants.
  ///
  /// @param at where in the file
  record Piece(RestoreFile file, long at, ChunkId id, ChunkPlace place) {}

  /// Is told of each file that nobody works on any more.
  interface FileEnd {
    void ended(RestoreFile file) throws IOException;
  }

  private final PackReader packs;
  private final FileEnd fileEnd;
  private final BlockingQueue<Optional<List<Piece>>> queue = new ArrayBlockingQueue<>(2 * WORKERS);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> workers = new ArrayList<>();
  private final List<Piece> gathered = new ArrayList<>();
  private volatile @Nullable Throwable failure;

  RestoreCrew(ChunkIndex index, PackReader packs, VaultKeys keys, FileEnd fileEnd) {
    this.packs = packs;
    this.fileEnd = fileEnd;
    for (int i = 0; i < WORKERS; i++) {
      var names = new ChunkReader(index, packs, keys);
      workers.add(threads.submit(() -> work(names)));
    }
  }

  void add(Piece piece) throws IOException, InterruptedException {
    piece.file().use();
    gathered.add(piece);
    if (gathered.size() >= GATHERED) {
      hand();
    }
  }

  private void hand() throws IOException, InterruptedException {
    var frames = new LinkedHashMap<PackFrame, List<Piece>>();
    gathered.forEach(
        it -> frames.computeIfAbsent(it.place().frame(), _ -> new ArrayList<>()).add(it));
    gathered.clear();
    for (var pieces : frames.values()) {
      requireNoFailure();
      queue.put(Optional.of(pieces));
    }
  }

  /// Returns once all is written.
  void end() throws IOException, InterruptedException {
    hand();
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
  }

  private void work(ChunkReader names) {
    try {
      for (var next = queue.take(); next.isPresent(); next = queue.take()) {
        try {
          if (failure == null) {
            write(next.get(), names);
          }
        } catch (IOException | RuntimeException | Error broken) {
          fail(broken);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Piece> pieces, ChunkReader names) throws IOException {
    byte[] bytes;
    try {
      bytes = packs.frame(pieces.getFirst().place().frame());
    } catch (DamageException damaged) {
      for (var piece : pieces) {
        piece.file().damage(String.valueOf(damaged.getMessage()));
        release(piece.file());
      }
      return;
    }
    for (int at = 0; at < pieces.size(); ) {
      at = writeFile(pieces, at, bytes, names);
    }
  }

  /// Writes the pieces from `first` that one file wants; gives where the next one's begin.
  private int writeFile(List<Piece> pieces, int first, byte[] bytes, ChunkReader names)
      throws IOException {
    var file = pieces.get(first).file();
    int next = first;
    try (var channel = file.open()) {
      for (; next < pieces.size() && pieces.get(next).file() == file; next++) {
        var piece = pieces.get(next);
        if (!file.isLost()) {
          write(piece, bytes, names, channel);
        }
      }
    }
    for (int i = first; i < next; i++) {
      release(file);
    }
    return next;
  }

  private static void write(Piece piece, byte[] bytes, ChunkReader names, FileChannel channel)
      throws IOException {
    var place = piece.place();
    try {
      names.require(piece.id(), bytes, place.at(), place.bytes());
    } catch (DamageException another) {
      piece.file().damage(String.valueOf(another.getMessage()));
      return;
    }
    var buffer = ByteBuffer.wrap(bytes, place.at(), place.bytes());
    long at = piece.at();
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
  }

  /// One user of a file less.
  void release(RestoreFile file) throws IOException {
    if (file.release()) {
      fileEnd.ended(file);
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

  private void requireNoFailure() throws IOException {
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
