package dev.lifeboat.lab.frontdoor;

import org.jspecify.annotations.Nullable;

/// A share of the reads that one region is lent while another one serves. Writes stay where they
/// are. The front door takes it back by itself: from a region that does not bear it, and once its
/// time is up, since whoever lent it may be gone.
///
/// @param id of the drill; the same one again begins no new count
/// @param region that is lent the reads; it has no weight of its own
/// @param percent of the reads, 1 to 50
/// @param maxErrorsPerMille reads of a thousand that a region may fail
/// @param maxLatencyMillis one answer in twenty may take longer
/// @param longestMillis after which it is over, counted by the front door itself
/// @param stopped why it is over; null while it goes on
public record LentReads(
    String id,
    String region,
    int percent,
    int maxErrorsPerMille,
    long maxLatencyMillis,
    long longestMillis,
    @Nullable String stopped) {
  private static final int MOST = 50;

  public LentReads {
    if (percent < 1 || percent > MOST) {
      throw new IllegalArgumentException(
          "percent must be 1 to %d, was %d".formatted(MOST, percent));
    }
    if (maxErrorsPerMille < 0 || maxLatencyMillis < 1 || longestMillis < 1) {
      throw new IllegalArgumentException(
          "limits must be zero or more and above zero, were %d, %d, %d"
              .formatted(maxErrorsPerMille, maxLatencyMillis, longestMillis));
    }
  }

  /// The same one, over.
  public LentReads stopped(String why) {
    return new LentReads(
        id, region, percent, maxErrorsPerMille, maxLatencyMillis, longestMillis, why);
  }

  /// What decides whether a region bears its reads: the rule of a trial.
  Table.Trial limits() {
    return new Table.Trial(region, percent, maxErrorsPerMille, maxLatencyMillis, null);
  }
}
