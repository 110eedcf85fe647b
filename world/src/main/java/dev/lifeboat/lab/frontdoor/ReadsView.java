package dev.lifeboat.lab.frontdoor;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How the reads fare that a region is lent, and those of the other one meanwhile.
///
/// @param lasts since the front door began it
public record ReadsView(Duration lasts, SortedMap<String, Reads> regions) {

  /// Where none are lent.
  static final ReadsView NONE = new ReadsView(Duration.ZERO, Collections.emptySortedMap());

  public ReadsView {
    regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
  }

  /// One region's reads.
  ///
  /// @param failed of them: an answer of 500 or above, or none
  /// @param slow of them: took longer than the limit, or are about to
  /// @param medianMillis of the newest thousand; null before the first answer
  /// @param slowestMillis of the newest thousand; null before the first answer
  public record Reads(
      long requests,
      long failed,
      long slow,
      @Nullable Double medianMillis,
      @Nullable Double slowestMillis) {}
}
