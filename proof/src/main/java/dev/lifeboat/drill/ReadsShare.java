package dev.lifeboat.drill;

import org.jspecify.annotations.Nullable;

/// A share of the reads that the recovery region was lent.
///
/// @param region that was lent them
/// @param percent of the reads that were to go there
/// @param seconds from the loan until it was taken back
/// @param takenBack by whom and why
/// @param behindSeconds how far the copies were behind at most; null when that was never seen
/// @param home the reads of the region that kept the rest
/// @param away the reads of the region that was lent them
public record ReadsShare(
    String region,
    int percent,
    double seconds,
    String takenBack,
    @Nullable Double behindSeconds,
    RegionReads home,
    RegionReads away) {}
