package dev.lifeboat.agent.database;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LedgerFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The rows of a ledger while they are read, one JSON object a line. One row at a time is in
/// memory; nothing counts before the book has kept it.
final class LedgerDraft implements AutoCloseable {
  private final Path path;
  private final RandomAccessFile file;
  private long rows;
  private long bytes;

  /// Begins an empty one at `path`, also where an earlier one was broken off.
  LedgerDraft(Path path) throws IOException {
    this.path = path;
    Files.createDirectories(DurableFile.folderOf(path));
    this.file = new RandomAccessFile(path.toFile(), "rw");
    clear();
  }

  void add(LedgerEntry.Row row) throws IOException {
    var line = (LedgerFormat.entry(row) + "\n").getBytes(StandardCharsets.UTF_8);
    file.write(line);
    bytes += line.length;
    rows++;
  }

  /// Begins again.
  void clear() throws IOException {
    file.setLength(0);
    file.seek(0);
    rows = 0;
    bytes = 0;
  }

  long rows() {
    return rows;
  }

  long bytes() {
    return bytes;
  }

  /// Durable at `target` before it returns; takes nothing more.
  void moveTo(Path target) throws IOException {
    file.getFD().sync();
    file.close();
    DurableFile.move(path, target);
  }

  /// Gives up what was not kept.
  @Override
  public void close() throws IOException {
    file.close();
    Files.deleteIfExists(path);
  }
}
