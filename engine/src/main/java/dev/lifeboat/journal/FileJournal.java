package dev.lifeboat.journal;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.OvertakenRun;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// A journal as one file of JSON lines. All events of one call become durable with one `fsync`: the
/// caller's batch is the group commit. An interrupt neither stops an append nor closes the file.
///
/// Several processes may have the file open; an append that does not continue what this one has
/// read is refused, so two controllers cannot both act on one run. What they lock is a file beside
/// the run's folder, `<run>.lock`, since this one is read while a run goes on.
public final class FileJournal implements Journal {
  private final Path file;
  private final RandomAccessFile content;
  private long size;
  private JournalSequence tail;

  private FileJournal(Path file, RandomAccessFile content, long size, JournalSequence tail) {
    this.file = file;
    this.content = content;
    this.size = size;
    this.tail = tail;
  }

  /// An empty journal at `file`, whose folder exists.
  ///
  /// @throws ProblemException LB4001 when it exists already or cannot be made
  public static FileJournal create(Path file) throws ProblemException {
    try {
      DurableFile.createOwn(file);
      DurableFile.force(DurableFile.folderOf(file));
      return new FileJournal(
          file, new RandomAccessFile(file.toFile(), "rw"), 0, JournalSequence.NONE);
    } catch (IOException unwritable) {
      throw unwritable(file, unwritable);
    }
  }

  /// Continues the journal at `file` after what `contents` holds; a torn tail is cut off.
  ///
  /// @throws ProblemException LB3003 when the file has grown since it was read, so that another
  ///   controller is alive and nothing of its journal may be cut off
  public static FileJournal resume(Path file, JournalReader.Contents contents)
      throws ProblemException {
    try {
      var journal =
          new FileJournal(
              file,
              new RandomAccessFile(file.toFile(), "rw"),
              contents.soundBytes() + contents.tornBytes(),
              JournalSequence.of(contents));
      journal.cutTo(contents.soundBytes());
      return journal;
    } catch (IOException unwritable) {
      throw unwritable(file, unwritable);
    }
  }

  private void cutTo(long bytes) throws IOException, ProblemException {
    try (var _ = lock()) {
      if (content.length() != size) {
        throw overtaken();
      }
      if (bytes < size) {
        content.setLength(bytes);
        content.getFD().sync();
        size = bytes;
      }
    }
  }

  @Override
  public long nextSequence() {
    return tail.sequence();
  }

  @Override
  public List<Entry> append(long expectedSequence, List<Event> events, Instant at)
      throws ProblemException {
    var batch = tail.next(file.toString(), expectedSequence, events, at);
    write(batch.lines().getBytes(StandardCharsets.UTF_8));
    tail = batch.tail();
    return batch.entries();
  }

  private void write(byte[] bytes) throws ProblemException {
    try (var _ = lock()) {
      if (content.length() != size) {
        throw overtaken();
      }
      try {
        content.seek(size);
        content.write(bytes);
        content.getFD().sync();
        size += bytes.length;
      } catch (IOException incomplete) {
        // Half a batch must not be read as done: what was not answered for is taken off again.
        takeOff(incomplete);
        throw incomplete;
      }
    } catch (IOException unwritable) {
      throw unwritable(file, unwritable);
    }
  }

  private ExclusiveLock lock() throws IOException {
    var folder = DurableFile.folderOf(file);
    return ExclusiveLock.on(folder.resolveSibling(folder.getFileName() + ".lock"));
  }

  private void takeOff(IOException incomplete) {
    try {
      content.setLength(size);
    } catch (IOException worse) {
      incomplete.addSuppressed(worse);
    }
  }

  @Override
  public void close() throws ProblemException {
    try {
      content.close();
    } catch (IOException unwritable) {
      throw unwritable(file, unwritable);
    }
  }

  private ProblemException overtaken() {
    return OvertakenRun.byController("the run of " + file).asException();
  }

  private static ProblemException unwritable(Path file, IOException cause) {
    return FileFailure.of(
        "write the journal",
        file,
        cause,
        "nothing is done that the journal does not hold, so the run stopped here",
        "free disk space or mend the permissions, then 'lifeboat resume'");
  }
}
