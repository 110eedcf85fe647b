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
  /// @param series this one to the letter; empty for any
  /// @param by when it had ended; empty for the newest of all
  record Newest(
      Optional<String> host,
      Optional<String> source,
      Optional<VaultPath> series,
      Optional<Instant> by)
      implements SnapshotChoice {

    /// As it was typed; null is any.
    ///
    /// @param source may be that of one snapshot of a database
    public static Newest of(@Nullable String host, @Nullable String source, @Nullable Instant by) {
      var series = Optional.ofNullable(source).map(DatabaseSource::seriesOf);
      return new Newest(
          Optional.ofNullable(host), series, Optional.empty(), Optional.ofNullable(by));
    }

    /// Whether a snapshot had ended by then, and is of such a source.
    public boolean covers(Snapshot snapshot) {
      return isOfSource(snapshot) && isInTime(snapshot);
    }

    /// What an older release kept has no host, and is one more source of that path: an exact match
    /// would win for ever, and restore what is long out of date.
    boolean isOfSource(Snapshot snapshot) {
      var own = snapshot.series();
      var text = own.toString();
      return series.stream().allMatch(own::equals)
          && host.stream().allMatch(it -> text.startsWith(it + ":"))
          && source.stream().allMatch(it -> text.equals(it) || path(text).equals(it));
    }

    boolean isInTime(Snapshot snapshot) {
      return by.stream().noneMatch(snapshot.ended()::isAfter);
    }

    /// The same of the source of `snapshot`, in all that nothing says.
    Newest orOf(Snapshot snapshot) {
      var own = snapshot.series().toString();
      if (host.isEmpty() && source.isEmpty()) {
        return new Newest(host, source, Optional.of(snapshot.series()), by);
      }
      boolean hasHost = host.isPresent() || source.filter(it -> !host(it).isEmpty()).isPresent();
      return new Newest(
          hasHost ? host : Optional.of(host(own)).filter(it -> !it.isEmpty()),
          source.or(() -> Optional.of(path(own))),
          series,
          by);
    }

    private static String host(String source) {
      return source.substring(0, Math.max(0, source.length() - path(source).length() - 1));
    }

    private static String path(String source) {
      return source.startsWith("/") ? source : source.substring(source.indexOf(':') + 1);
    }
  }
}
