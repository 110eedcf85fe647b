package dev.lifeboat.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

/// End of the recovery of a server that was restored and now takes writes, by its own word. It may
/// be before the end of the log that came with it: a server takes a file that it cannot read for
/// the end.
///
/// @param timeline of the log that it recovered from
/// @param at where the last record of it ends
public record RecoveryEnd(int timeline, Lsn at) {
  /// That of the server that answers.
  ///
  /// @param session with the superuser's login
  public static RecoveryEnd of(Session session) throws SQLException, IOException {
    var history =
        session.queryTexts(
            "SELECT pg_read_file('pg_wal/%08X.history')".formatted(session.positions().timeline()));
    var left = TimelineHistory.parse(history.getFirst()).getLast();
    return new RecoveryEnd(left.timeline(), left.at());
  }

  /// What is missing of a log that goes on to `end`; empty where all of it was applied.
  public Optional<String> missing(int logTimeline, Lsn end) {
    return timeline == logTimeline && at.compareTo(end) >= 0
        ? Optional.empty()
        : Optional.of(
            "its recovery ended at %s on timeline %d, and its log goes to %s on timeline %d"
                .formatted(at, timeline, end, logTimeline));
  }
}
