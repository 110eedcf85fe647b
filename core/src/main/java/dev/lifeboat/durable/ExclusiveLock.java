package dev.lifeboat.durable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A file locked against other processes and against other threads of this one, which a plain file
/// lock answers with an exception. Waiting for it cannot be interrupted: what it guards is short.
public final class ExclusiveLock implements AutoCloseable {
  private static final long PAUSE_NANOS = 200_000;
  // About ten seconds: whoever holds it writes one small file, so it is stopped, not slow.
  private static final int MOST_PAUSES = 50_000;

  private final FileLock lock;

  private ExclusiveLock(FileLock lock) {
    this.lock = lock;
  }

  /// Waits until `file` is locked.
  ///
  /// @throws IOException when it cannot be, or another holds it for ten seconds
  public static ExclusiveLock on(RandomAccessFile file) throws IOException {
    boolean interrupted = false;
    try {
      for (int i = 0; i < MOST_PAUSES; i++) {
        var lock = tryLock(file);
        if (lock != null) {
          return new ExclusiveLock(lock);
        }
        // An interrupt would end every pause at once.
        interrupted |= Thread.interrupted();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      throw new IOException("another process holds its lock");
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
    lock.release();
  }
}
