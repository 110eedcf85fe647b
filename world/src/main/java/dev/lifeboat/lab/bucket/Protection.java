package dev.lifeboat.lab.bucket;

import dev.lifeboat.files.DurableFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/// The moment from which a synchronous writer's clients wait for its peer. A writer that was just
/// promoted has lost its peer, and would acknowledge nothing if they waited at once; once the peer
/// is equal and has caught up they wait always, also after a restart, until the next promotion.
final class Protection {
  /// The seconds that a write waits for the peer before its client is told "unknown".
  static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  /// A write waits about as long as what is queued before it does: for half of its patience.
  private static final Duration CLOSE = LONGEST_WAIT.dividedBy(2);

  /// A peer that is equal is a candidate: clients are not answered without it for longer than this,
  /// however far behind it stays.
  private static final Duration LONGEST_BEHIND = Duration.ofSeconds(5);

  private static final System.Logger LOG = System.getLogger(Protection.class.getName());

  private final Path file;
  private final ReplicationQueue queue;
  // Of the writer whose clients wait.
  private volatile long waits;
  // The same, once it is known of all that was answered before.
  private volatile long told;
  private long equalEpoch;
  private long equalNanos;

  /// @param epoch of the writer whose clients wait
  private Protection(Path file, ReplicationQueue queue, long epoch) {
    this.file = file;
    this.queue = queue;
    this.waits = epoch;
    this.told = epoch;
  }

  /// As the last process of this region left it.
  static Protection open(Path file, ReplicationQueue queue) throws IOException {
    return new Protection(
        file,
        queue,
        DurableFile.read(file)
            .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.UTF_8).strip()))
            .orElse(0L));
  }

  /// Whether the clients of the writer of `writerEpoch` wait. Asked after their writes are queued.
  boolean holds(long writerEpoch) {
    return waits == writerEpoch;
  }

  /// Whether the peer may lack something that a client was told is stored.
  boolean answersEarly(long writerEpoch) {
    return told != writerEpoch || queue.holdsEarly();
  }

  /// The peer is equal to the writer of `writerEpoch` but for what is queued. Called by the
  /// sender's thread alone, again and again.
  void equal(long writerEpoch) {
    if (holds(writerEpoch)) {
      return;
    }
    long now = System.nanoTime();
    if (equalEpoch != writerEpoch) {
      equalEpoch = writerEpoch;
      equalNanos = now;
    }
    if (queue.age().compareTo(CLOSE) <= 0 || now - equalNanos >= LONGEST_BEHIND.toNanos()) {
      begin(writerEpoch);
    }
  }

  private void begin(long writerEpoch) {
    try {
      DurableFile.write(file, Long.toString(writerEpoch).getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      LOG.log(Level.WARNING, "after a restart clients wait later: {0}", unwritable.toString());
    }
    // Whoever does not wait was queued before; the mark counts once all of them are below it.
    waits = writerEpoch;
    queue.markEarly();
    told = writerEpoch;
  }
}
