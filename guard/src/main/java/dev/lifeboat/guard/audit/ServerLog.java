package dev.lifeboat.guard.audit;

import dev.lifeboat.ledger.LogHistory;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.TimelineHistory;
import java.util.List;

/// The log of one server as PostgreSQL tells of it.
///
/// @param timeline the present one
/// @param left the timelines that it came from
/// @param end of what it has
public record ServerLog(int timeline, List<TimelineHistory.Left> left, Lsn end) {
  public ServerLog {
    left = List.copyOf(left);
  }

  /// In the words of the rule that finds where two sides part.
  public LogHistory history() {
    return new LogHistory(
        left.stream().map(it -> new LogHistory.Switch(it.timeline(), it.at().value())).toList(),
        timeline,
        end.value());
  }
}
