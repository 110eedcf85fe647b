package dev.lifeboat.canary;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.measure.CanaryFormat;
import dev.lifeboat.measure.CanaryLine;
import dev.lifeboat.problem.FileFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Appends lines to a new log, each with one call of the operating system. Thread-safe.
final class CanaryLogWriter {
  private final FileChannel file;
  private boolean ended;
  // Half a line may be there then; one more after it would be damage.
  private @Nullable IOException broken;

  /// @throws java.nio.file.FileAlreadyExistsException rather than mixing two canaries' lines
  CanaryLogWriter(Path log) throws IOException {
    DurableFile.createOwn(log);
    file = FileChannel.open(log, StandardOpenOption.WRITE);
  }

  /// Nothing is written after an [CanaryLine.Ended]: an answer that comes later comes too late.
  ///
  /// @throws UncheckedIOException when the line is not in the file; the canary must then end, since
  ///   a write that it does not log cannot be measured
  synchronized void append(CanaryLine line) {
    var bytes =
        ByteBuffer.wrap((CanaryFormat.encode(line) + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      if (broken != null) {
        throw broken;
      }
      if (ended) {
        return;
      }
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      if (line instanceof CanaryLine.Ended) {
        ended = true;
        file.close();
      }
    } catch (IOException failure) {
      broken = failure;
      throw new UncheckedIOException(
          "its log cannot be written: " + FileFailure.reason(failure), failure);
    }
  }
}
