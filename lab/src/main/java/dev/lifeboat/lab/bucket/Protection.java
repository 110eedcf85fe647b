package dev.lifeboat.lab.bucket;

import dev.lifeboat.durable.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Since which epoch a synchronous writer's clients wait for its peer. A writer that was just
/// promoted has lost its peer, and would acknowledge nothing if they waited at once; from the
/// moment the peer had caught up they wait always, also after a restart, until the next promotion.
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

  /// From now on the clients of the writer of `writerEpoch` wait. Safe to repeat.
  void begin(long writerEpoch) throws IOException {
    if (!holds(writerEpoch)) {
      DurableFile.write(file, Long.toString(writerEpoch).getBytes(StandardCharsets.UTF_8));
      epoch = writerEpoch;
    }
  }

  boolean holds(long writerEpoch) {
    return epoch == writerEpoch;
  }
}
