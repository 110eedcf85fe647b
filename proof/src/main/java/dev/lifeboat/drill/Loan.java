package dev.lifeboat.drill;

import java.time.Duration;

/// A share of the clients' reads, lent to the recovery region.
///
/// @param id of the drill that lends it
/// @param percent of the reads, 1 to 50
/// @param maxErrorsPerMille reads of a thousand that a region may fail
/// @param maxLatency one answer in twenty may take longer
/// @param longest after which the front door takes it back by itself
public record Loan(
    String id, int percent, int maxErrorsPerMille, Duration maxLatency, Duration longest) {

  /// Why a loan is over that its drill has taken back.
  public static final String TAKEN_BACK = "the drill took them back";
}
