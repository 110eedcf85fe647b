package dev.lifeboat.vault;

import java.util.Optional;
import java.util.regex.Pattern;

/// A database as a snapshot's source names it: `HOST:postgresql/SERVER/base/TIMELINE/FROM-TO`, and
/// `/log/` for a part of its log. `TIMELINE` has `.CHAIN` behind it where the log began anew. No
/// folder is named so: its path begins with a slash.
///
/// @param server what tells it from all others, and is the same on its replicas
/// @param chain counts up each time that the log begins anew; no log of one leads on from another
/// @param from where the log begins that a base needs, or that a part of the log holds; 64 bits
///   without sign, as is `to`
/// @param to where what it needs or holds ends
public record DatabaseSource(
    SourceHost host, String server, Kind kind, int timeline, int chain, long from, long to) {

  /// What is kept.
  public enum Kind {
    BASE("base"),
    LOG("log");

    /// As it stands in a source.
    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9._-]+):postgresql/([0-9]+)/(base|log)/([0-9a-f]{8})"
              + "(?:\\.([1-9a-f][0-9a-f]{0,6}))?/([0-9a-f]{16})-([0-9a-f]{16})");
  private static final Pattern SERVER = Pattern.compile("[0-9]{1,20}");
  private static final int HEX = 16;

  /// @throws IllegalArgumentException when it ends before it begins, or the server is no number
  public DatabaseSource {
    if (!SERVER.matcher(server).matches() || Long.compareUnsigned(from, to) > 0) {
      throw new IllegalArgumentException(
          "server '%s' from %016x to %016x is none".formatted(server, from, to));
    }
  }

  /// What a snapshot is of; empty where that is a folder.
  public static Optional<DatabaseSource> of(Snapshot snapshot) {
    return of(snapshot.source().toString());
  }

  /// The same by the source as it is written.
  static Optional<DatabaseSource> of(String source) {
    var parts = FORM.matcher(source);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new DatabaseSource(
              new SourceHost(parts.group(1)),
              parts.group(2),
              parts.group(3).equals(Kind.BASE.word) ? Kind.BASE : Kind.LOG,
              Integer.parseUnsignedInt(parts.group(4), HEX),
              parts.group(5) == null ? 0 : Integer.parseInt(parts.group(5), HEX),
              Long.parseUnsignedLong(parts.group(6), HEX),
              Long.parseUnsignedLong(parts.group(7), HEX)));
    } catch (IllegalArgumentException another) {
      return Optional.empty();
    }
  }

  /// The series where a snapshot's source is typed, with its host or without; all else as it is.
  static String seriesOf(String typed) {
    return typed.replaceFirst("^((?:[^/:]+:)?postgresql/[0-9]+)/(?:base|log)/.*", "$1");
  }

  /// Whether a snapshot is a part of a log, which is nothing to restore by itself.
  public static boolean isLog(Snapshot snapshot) {
    return of(snapshot).filter(it -> it.kind == Kind.LOG).isPresent();
  }

  /// Whether a snapshot is a base, from which a database is restored.
  public static boolean isBase(Snapshot snapshot) {
    return of(snapshot).filter(it -> it.kind == Kind.BASE).isPresent();
  }

  /// As a source has it.
  VaultPath path() {
    var begun = chain == 0 ? "" : ".%x".formatted(chain);
    return VaultPath.of(
        "%s/%s/%08x%s/%016x-%016x".formatted(series(), kind.word, timeline, begun, from, to));
  }

  /// Whether the log of the one may lead on from the other.
  public boolean sharesLog(DatabaseSource other) {
    return timeline == other.timeline && chain == other.chain;
  }

  /// The same for all of a log that may lead on, whatever timeline it goes to: its server and
  /// chain, such as `7312.0`.
  public String history() {
    return "%s.%x".formatted(server, chain);
  }

  /// The same for all snapshots of one server, such as `db1:postgresql/7312`.
  public String series() {
    return "%s:postgresql/%s".formatted(host.name(), server);
  }
}
