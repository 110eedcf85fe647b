package dev.lifeboat.agent.database;

import dev.lifeboat.agent.config.DatabaseConfig.SourceConfig;
import dev.lifeboat.agent.state.RefusedException;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Positions;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Source;
import dev.lifeboat.postgres.TimelineHistory;
import dev.lifeboat.problem.Code;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// Whether a server holds WAL that its source never had. PostgreSQL itself may stream for a moment
/// to such a server, and report it as streaming, so its word alone is not enough.
record Divergence(Logins logins) {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  /// Refuses a server that may not follow.
  ///
  /// @param local the server that is to follow, running read-only
  /// @return the source's timeline, which the follower must reach
  /// @throws RefusedException 409 if it can only be cloned, 503 if the source does not answer
  int refuseUnlessAncestor(Session local, Source source, SourceConfig config)
      throws RefusedException {
    Positions ours;
    try {
      ours = local.positions();
    } catch (SQLException failure) {
      throw unanswered("this server", failure);
    }
    Positions theirs;
    Lsn common;
    try (var session = logins.openSource(config)) {
      theirs = session.positions();
      common = lastCommon(theirs, ours.timeline(), source);
    } catch (SQLException | IOException failure) {
      throw unanswered("its source " + source.endpoint(), failure);
    }
    var end = endOf(ours);
    if (end.compareTo(common) > 0) {
      throw new RefusedException(
          409,
          Code.LB2001.name(),
          ("it holds WAL up to %s on timeline %d, but its source on timeline %d shares it only up"
                  + " to %s: it must be cloned")
              .formatted(end, ours.timeline(), theirs.timeline(), common));
    }
    return theirs.timeline();
  }

  /// Up to where the log of a server on `ourTimeline` is also its source's.
  ///
  /// @throws IOException if the source does not answer
  Lsn fork(int ourTimeline, Source source, SourceConfig config) throws IOException {
    try (var session = logins.openSource(config)) {
      return lastCommon(session.positions(), ourTimeline, source);
    } catch (SQLException failure) {
      throw unanswered("its source " + source.endpoint(), failure);
    }
  }

  /// The smallest of all forks between the two timelines: at or before the one that matters.
  private static Lsn lastCommon(Positions theirs, int ourTimeline, Source source)
      throws IOException {
    if (theirs.timeline() < ourTimeline) {
      return new Lsn(0);
    }
    var common = theirs.write().or(theirs::replay).orElse(new Lsn(0));
    for (int timeline = ourTimeline + 1; timeline <= theirs.timeline(); timeline++) {
      var fork = TimelineHistory.forkOf(source.endpoint(), timeline, LIMIT);
      common = fork.compareTo(common) < 0 ? fork : common;
    }
    return common;
  }

  /// What a server in recovery holds, whether it has applied it or not.
  static Lsn endOf(Positions ours) {
    var none = new Lsn(0);
    var replayed = ours.replay().orElse(none);
    var received = ours.receive().orElse(none);
    return replayed.compareTo(received) > 0 ? replayed : received;
  }

  private static RefusedException unanswered(String who, Exception failure) {
    var refused =
        new RefusedException(
            503, Code.LB2001.name(), who + " does not answer: " + failure.getMessage());
    refused.initCause(failure);
    return refused;
  }
}
