package dev.lifeboat.drill;

import org.jspecify.annotations.Nullable;

/// How the reads of one region fared, as the front door saw them.
///
/// @param failed of them: an answer of 500 or above, or none
/// @param slow of them: took longer than the plan's `failback.maxLatency`
/// @param medianMillis null before the first answer, as `slowestMillis`
public record RegionReads(
    long requests,
    long failed,
    long slow,
    @Nullable Double medianMillis,
    @Nullable Double slowestMillis) {
  /// Of a region that was asked nothing.
  public static final RegionReads NONE = new RegionReads(0, 0, 0, null, null);
}
