package dev.lifeboat.ledger;

import dev.lifeboat.runbook.JsonChoice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Extent to which one store of the old side was read.
///
/// @param store the resource of the plan
/// @param kind `database` or `bucket`
/// @param beyond where the two sides part: an LSN, or the epoch of the new writer
/// @param unknownBeyond null when all was read; else from here on nothing is known but what the
///   ledger lists
/// @param why something is unknown; null when nothing is
/// @param oldFiles where the old files are kept, or why they are not; null where none were replaced
/// @param readBy null for a bucket, and where nothing was read
/// @param uncovered what is not in it although it may be on the old side alone; null where nothing
///   such is known
public record StoreReadback(
    String store,
    Kind kind,
    String beyond,
    @Nullable String unknownBeyond,
    @Nullable String why,
    @Nullable String oldFiles,
    @Nullable Way readBy,
    @Nullable String uncovered) {

  public StoreReadback {
    if ((unknownBeyond == null) != (why == null)) {
      throw new IllegalArgumentException("what is unknown must say why, and nothing else may");
    }
  }

  /// What is read.
  public enum Kind implements JsonChoice {
    DATABASE,
    BUCKET
  }

  /// How a database of the old side was read.
  public enum Way implements JsonChoice {
    /// From its log: every change of each transaction.
    LOG,
    /// Row by row beside the new writer, by key: what is not there, or is otherwise. What the new
    /// writer has changed or removed since is in it too, and what the old side removed is not.
    COMPARISON,
    /// From its log as far as that tells, and row by row for the rest.
    LOG_AND_COMPARISON,
    /// Not at all: the histories of both sides and the end of the log show that nothing is alone.
    HISTORY;

    /// Such as `log and comparison`.
    @Override
    public String word() {
      return JsonChoice.super.word().replace('-', ' ');
    }
  }

  /// All that is beyond was read.
  public static StoreReadback whole(String store, Kind kind, String beyond) {
    return new StoreReadback(store, kind, beyond, null, null, null, null, null);
  }

  /// Not all of it was.
  public static StoreReadback unknown(
      String store, Kind kind, String beyond, String unknownBeyond, String why) {
    return new StoreReadback(store, kind, beyond, unknownBeyond, why, null, null, null);
  }

  /// What several runs read of one store, one after the other: that which leaves most unknown.
  ///
  /// @param readings at least one
  public static StoreReadback together(List<StoreReadback> readings) {
    return readings.stream()
        .filter(it -> !it.whole())
        .findFirst()
        .or(() -> readings.stream().filter(it -> it.readBy() != Way.HISTORY).findFirst())
        .orElseGet(readings::getFirst);
  }

  /// The same, with what became of the old files.
  public StoreReadback with(String files) {
    return new StoreReadback(store, kind, beyond, unknownBeyond, why, files, readBy, uncovered);
  }

  /// The same, read in this way.
  ///
  /// @param rest what is not covered; empty where nothing such is known
  public StoreReadback by(Way way, Optional<String> rest) {
    return new StoreReadback(
        store, kind, beyond, unknownBeyond, why, oldFiles, way, rest.orElse(null));
  }

  /// Whether all was read.
  public boolean whole() {
    return unknownBeyond == null;
  }
}
