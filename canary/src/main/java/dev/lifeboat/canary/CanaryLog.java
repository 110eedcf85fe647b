package dev.lifeboat.canary;

import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistoryFold;
import dev.lifeboat.measure.CanaryLogException;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Reads a canary's log while it grows. For one thread.
public final class CanaryLog implements AutoCloseable {
  /// Short beside every time that is measured, long beside reading a few lines.
  private static final Duration POLL = Duration.ofMillis(10);

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path log;
  private final CanaryHistoryFold fold = new CanaryHistoryFold();
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private Optional<FileChannel> file = Optional.empty();

  private CanaryLog(Path log) {
    this.log = log;
  }

  /// Follows from the first line on.
  ///
  /// @param log may not be there yet
  public static CanaryLog follow(Path log) {
    return new CanaryLog(log);
  }

  /// Reads what has come since the last call, and says what clients see now.
  ///
  /// @throws CanaryLogException when a whole line is damaged
  public Progress poll() throws IOException, CanaryLogException {
    readOn();
    return fold.progress();
  }

  /// Waits until clients can write again.
  ///
  /// @return the first of `confirm` consecutive acknowledged writes sent after the fault, or empty
  ///   when there were none in time
  public Optional<CanaryAttempt> awaitRecovery(FaultTime fault, int confirm, Duration patience)
      throws IOException, CanaryLogException, InterruptedException {
    return awaitRecovery(fault, confirm, patience, () -> false);
  }

  /// As the other one, but not longer than the canary lives.
  ///
  /// @param ended whether nothing more is written to the log
  Optional<CanaryAttempt> awaitRecovery(
      FaultTime fault, int confirm, Duration patience, BooleanSupplier ended)
      throws IOException, CanaryLogException, InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      // Asked before the log is read: what was written until then counts.
      boolean last = ended.getAsBoolean() || System.nanoTime() - until >= 0;
      readOn();
      var found = fold.recovery(fault, confirm);
      if (found.isPresent() || last) {
        return found;
      }
      Thread.sleep(POLL);
    }
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }

  private void readOn() throws IOException, CanaryLogException {
    if (file.isEmpty()) {
      if (!Files.exists(log)) {
        return;
      }
      file = Optional.of(FileChannel.open(log));
    }
    while (file.get().read(buffer.clear()) > 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          fold.accept(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else {
          line.write(next);
        }
      }
    }
  }
}
