package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Unfolds frames and writes what files want of them, two at a time; each frame is read once for
/// all the chunks that are wanted about then.
final class RestoreCrew implements AutoCloseable {
  /// Frames that wait for a worker.
  private static final int WAITING = 2;

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
  private final WorkerCrew<List<Piece>> crew;
  private final List<Piece> gathered = new ArrayList<>();

  RestoreCrew(ChunkIndex index, PackReader packs, VaultKeys keys, FileEnd fileEnd) {
    this.packs = packs;
    this.fileEnd = fileEnd;
    this.crew =
        new WorkerCrew<>(
            WAITING,
            () -> {
              var names = new ChunkReader(index, packs, keys);
              return pieces -> write(pieces, names);
            });
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
      crew.put(pieces);
    }
  }

  /// Returns once all is written.
  void end() throws IOException, InterruptedException {
    hand();
    crew.end();
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

  @Override
  public void close() {
    crew.close();
  }
}
