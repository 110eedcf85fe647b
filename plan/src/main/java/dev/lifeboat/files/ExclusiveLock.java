package dev.lifeboat.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A lock file, locked against other processes and against other threads of this one, which a plain
/// file lock answers with an exception. Waiting for it cannot be interrupted: what it guards is
/// short.
///
/// It is never a file that anyone reads: by POSIX a process loses its lock on a file as soon as any
/// of its threads closes that file. For the same reason, threads of one process that lock the same
/// file over and over take turns before they come here.
public final class ExclusiveLock implements AutoCloseable {
  private static final long PAUSE_NANOS = 200_000;
  // About ten seconds: whoever holds it writes one small file, so it is stopped, not slow.
  private static final int MOST_PAUSES = 50_000;

  private final RandomAccessFile file;

  private ExclusiveLock(RandomAccessFile file) {
    this.file = file;
  }

  /// Waits until `lockFile` is locked, which is made if it is missing and stays.
  ///
  /// @throws IOException when it cannot be, or another holds it for ten seconds
  public static ExclusiveLock on(Path lockFile) throws IOException {
    var file = new RandomAccessFile(lockFile.toFile(), "rw");
    try {
      await(file, lockFile);
      return new ExclusiveLock(file);
    } catch (IOException refused) {
      file.close();
      throw refused;
    }
  }

  /// Empty when another process holds it. No two threads of one process may ask for it at once.
  public static Optional<ExclusiveLock> ifFree(Path lockFile) throws IOException {
    var file = new RandomAccessFile(lockFile.toFile(), "rw");
    try {
      if (tryLock(file) != null) {
        return Optional.of(new ExclusiveLock(file));
      }
    } catch (IOException refused) {
      file.close();
      throw refused;
    }
    file.close();
    return Optional.empty();
  }

  private static void await(RandomAccessFile file, Path lockFile) throws IOException {
    boolean interrupted = false;
    try {
      for (int i = 0; i < MOST_PAUSES; i++) {
        if (tryLock(file) != null) {
          return;
        }
        // An interrupt would end every pause at once.
        interrupted |= Thread.interrupted();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      throw new IOException("another process holds " + lockFile);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  // Null, as the JDK has it, when another holds the lock.
  private static @Nullable FileLock tryLock(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    file.close(); // Ends the lock too.
  }
}
