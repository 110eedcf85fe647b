package dev.lifeboat.lab.bucket;

import dev.lifeboat.durable.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Since which epoch a synchronous writer waits for its peer. A writer that was just promoted has
/// lost its peer, and would acknowledge nothing if it waited at once; from the moment both sides
/// were found equal it waits always, also after a restart, until the next promotion.
final class Protection {
  private final Path file;
  private volatile long epoch;

  private Protection(Path file, long epoch) {
    this.file = file;
    this.epoch = epoch;
  }

  /// As the last process of this region left it.
  static Protection open(Path file) throws IOException {
    return new Protection(
        file,
        DurableFile.read(file)
            .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8).strip()))
            .orElse(0L));
  }

  /// Whether the writer of `writerEpoch` waits for its peer; once it does, it goes on to.
  ///
  /// @param equal whether both sides are equal now
  synchronized boolean holds(long writerEpoch, boolean equal) throws IOException {
    if (epoch != writerEpoch && equal) {
      DurableFile.write(file, Long.toString(writerEpoch).getBytes(StandardCharsets.UTF_8));
      epoch = writerEpoch;
    }
    return epoch == writerEpoch;
  }
}
