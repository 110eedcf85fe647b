package dev.lifeboat.watch;

import dev.lifeboat.plan.WordedChoice;
import java.time.Instant;

/// One reason not to begin an automatic failover now.
///
/// @param why in words that a person at night understands
/// @param since when it began to hold
/// @param until when it ends by itself if nothing else happens
public record Hold(Kind kind, String why, Instant since, Instant until) {

  /// What holds it back.
  public enum Kind implements WordedChoice {
    /// People work on it: `lifeboat watch PLAN --pause`.
    MAINTENANCE,
    /// The last failover ended a short while ago.
    COOL_DOWN,
    /// There were as many automatic failovers as the plan allows.
    AT_MOST,
    /// The primary comes and goes, so it will probably come again.
    FLAPPING
  }
}
