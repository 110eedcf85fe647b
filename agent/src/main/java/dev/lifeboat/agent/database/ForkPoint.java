package dev.lifeboat.agent.database;

import dev.lifeboat.postgres.Lsn;

/// Position at which a server's log parts from its source's.
///
/// @param at the last position that both share
/// @param end of the server's own log
/// @param sourceTimeline what a server that follows must reach
record ForkPoint(Lsn at, Lsn end, int sourceTimeline, Alone alone) {

  /// Whether the server holds what its source does not.
  enum Alone {
    /// Shown: all of its log is its source's.
    NOTHING,
    /// Shown: its log goes on where its source's does not.
    SOMETHING,
    /// The histories agree, and the log by which two timelines are told apart is gone.
    UNTOLD
  }
}
