package dev.lifeboat.vault;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The snapshot that somebody means, of all that a vault has.
public sealed interface SnapshotChoice {
  /// Of a vault that keeps one folder or one database.
  SnapshotChoice NEWEST = Newest.of(null, null, null);

  /// One that is named.
  ///
  /// @param start how its id begins
  record Id(String start) implements SnapshotChoice {}

  /// The newest of one source. Where that leaves several sources, nobody guesses.
  ///
  /// @param host the machine; empty for any
  /// @param source the folder, such as `/srv`, or a database, such as `postgresql/7312`, each with
  ///   or without `HOST:` before it; empty for any
  /// @param by when it had ended; empty for the newest of all
  record Newest(Optional<String> host, Optional<String> source, Optional<Instant> by)
      implements SnapshotChoice {

    /// As it was typed; null is any.
    public static Newest of(@Nullable String host, @Nullable String source, @Nullable Instant by) {
      return new Newest(
          Optional.ofNullable(host), Optional.ofNullable(source), Optional.ofNullable(by));
    }

    /// Whether a snapshot had ended by then, and is of such a source.
    public boolean covers(Snapshot snapshot) {
      return isOfSource(snapshot) && isInTime(snapshot);
    }

    boolean isOfSource(Snapshot snapshot) {
      var series = snapshot.series().toString();
      int host = series.startsWith("/") ? 0 : series.indexOf(':') + 1;
      return this.host.stream().allMatch(it -> series.startsWith(it + ":"))
          && source.stream().allMatch(it -> series.equals(it) || series.substring(host).equals(it));
    }

    boolean isInTime(Snapshot snapshot) {
      return by.stream().noneMatch(snapshot.ended()::isAfter);
    }

    /// The same of the source of `snapshot`, where nothing says of which.
    Newest orOf(Snapshot snapshot) {
      return host.isEmpty() && source.isEmpty()
          ? new Newest(host, Optional.of(snapshot.series().toString()), by)
          : this;
    }
  }
}
