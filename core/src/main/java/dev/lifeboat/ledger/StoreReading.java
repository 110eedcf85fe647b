package dev.lifeboat.ledger;

import org.jspecify.annotations.Nullable;

/// How far one store of the old side was read.
///
/// @param store the resource of the plan
/// @param kind `database` or `bucket`
/// @param beyond where the two sides part: an LSN, or the epoch of the new writer
/// @param unknownBeyond null when all was read; else from here on nothing is known but what the
///   ledger lists
/// @param why something is unknown; null when nothing is
/// @param oldFiles where the old files are kept and until when, or why they are not; null where
///   none were replaced
public record StoreReading(
    String store,
    Kind kind,
    String beyond,
    @Nullable String unknownBeyond,
    @Nullable String why,
    @Nullable String oldFiles) {

  public StoreReading {
    if ((unknownBeyond == null) != (why == null)) {
      throw new IllegalArgumentException("what is unknown must say why, and nothing else may");
    }
  }

  /// What is read.
  public enum Kind {
    DATABASE("database"),
    BUCKET("bucket");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @com.fasterxml.jackson.annotation.JsonValue
    public String word() {
      return word;
    }
  }

  /// All that is beyond was read.
  public static StoreReading whole(String store, Kind kind, String beyond) {
    return new StoreReading(store, kind, beyond, null, null, null);
  }

  /// Not all of it was.
  public static StoreReading unknown(
      String store, Kind kind, String beyond, String unknownBeyond, String why) {
    return new StoreReading(store, kind, beyond, unknownBeyond, why, null);
  }

  /// The same, with what became of the old files.
  public StoreReading with(String files) {
    return new StoreReading(store, kind, beyond, unknownBeyond, why, files);
  }

  /// Whether all was read.
  public boolean whole() {
    return unknownBeyond == null;
  }
}
