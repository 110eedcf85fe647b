package dev.lifeboat.guard;

import dev.lifeboat.files.JsonFile;
import dev.lifeboat.placement.FollowRecord;
import dev.lifeboat.problem.FileFailure;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Which writer the copy of one store followed last, and until when. Thread-safe.
public final class FollowedWriter {
  private static final Logger LOG = System.getLogger(FollowedWriter.class.getName());

  /// How much of the time may be forgotten by a crash: it is for people who decide about a loss.
  private static final Duration KEEP_EVERY = Duration.ofSeconds(5);

  private final JsonFile<FollowRecord> file;
  private volatile Optional<FollowRecord> last;
  private Optional<FollowRecord> kept;

  /// @throws IOException if there is a file that cannot be read
  public FollowedWriter(Path file) throws IOException {
    this(record(file), record(file).read());
  }

  private FollowedWriter(JsonFile<FollowRecord> file, Optional<FollowRecord> kept) {
    this.file = file;
    this.kept = kept;
    this.last = kept;
  }

  /// For a copy that holds the epoch itself, so that the file only saves a look: one that cannot be
  /// read is none, which is told in the log.
  public static FollowedWriter orNone(Path file) {
    try {
      return new FollowedWriter(file);
    } catch (IOException unreadable) {
      LOG.log(Level.WARNING, "a look at the copy must tell: {0}", FileFailure.told(unreadable));
      return new FollowedWriter(record(file), Optional.empty());
    }
  }

  /// What was seen last; empty when no look ever showed a writer's epoch.
  public Optional<FollowRecord> last() {
    return last;
  }

  /// One look at the copy.
  ///
  /// @param epoch that the copy holds; empty when it holds none
  /// @param until when it followed; empty while it follows nobody
  public synchronized void seen(OptionalLong epoch, Optional<Instant> until) throws IOException {
    if (epoch.isEmpty()) {
      last = Optional.empty();
      return;
    }
    var before = last.filter(it -> it.epoch() == epoch.getAsLong());
    var now =
        new FollowRecord(epoch.getAsLong(), until.or(() -> before.flatMap(FollowRecord::until)));
    last = Optional.of(now);
    if (isDue(now)) {
      file.write(now);
      kept = last;
    }
  }

  private boolean isDue(FollowRecord now) {
    var known = kept.filter(it -> it.epoch() == now.epoch());
    if (known.isEmpty() || now.until().isEmpty()) {
      return known.isEmpty();
    }
    return known
        .get()
        .until()
        .map(before -> now.until().get().isAfter(before.plus(KEEP_EVERY)))
        .orElse(true);
  }

  private static JsonFile<FollowRecord> record(Path file) {
    return new JsonFile<>(file, FollowRecord.class, "does not say whom the copy followed");
  }
}
