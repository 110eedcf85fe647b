package dev.lifeboat.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The timelines that a timeline came from, as PostgreSQL keeps them in `NNNNNNNN.history`.
public final class TimelineHistory {
  private static final String NAME = "lifeboat";

  private TimelineHistory() {}

  /// One timeline that was left.
  ///
  /// @param timeline the one that was left
  /// @param at where: what comes at or after it is on the next one
  public record Left(int timeline, Lsn at) {}

  /// As the server at `endpoint` tells it.
  ///
  /// @param endpoint with a replication login
  /// @param timeline of that server
  public static List<Left> of(Endpoint endpoint, int timeline, Duration deadline)
      throws IOException {
    return told(endpoint, timeline, () -> ReplicationConnection.open(endpoint, NAME, deadline));
  }

  /// The same for a login that may decode the log of its database, and no more.
  public static List<Left> toDatabase(Endpoint endpoint, int timeline, Duration deadline)
      throws IOException {
    return told(
        endpoint, timeline, () -> ReplicationConnection.openLogical(endpoint, NAME, deadline));
  }

  private interface Opening {
    ReplicationConnection open() throws IOException;
  }

  private static List<Left> told(Endpoint endpoint, int timeline, Opening opening)
      throws IOException {
    if (timeline == 1) {
      return List.of();
    }
    try (var connection = opening.open()) {
      var answer = connection.query("TIMELINE_HISTORY " + timeline);
      if (answer.isEmpty()) {
        throw new IOException(endpoint + " told no history of timeline " + timeline);
      }
      return parse(answer.getFirst().text(1));
    }
  }

  /// Each line holds a parent timeline, where it was left, and why; the last one is the newest.
  static List<Left> parse(String history) throws IOException {
    var left = new ArrayList<Left>();
    for (var line : history.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        left.add(read(line));
      }
    }
    if (left.isEmpty()) {
      throw new IOException("the timeline history is empty");
    }
    return List.copyOf(left);
  }

  private static Left read(String line) throws IOException {
    var fields = line.split("\\s+", 3);
    try {
      if (fields.length > 1) {
        return new Left(Integer.parseInt(fields[0]), Lsn.parse(fields[1]));
      }
    } catch (IllegalArgumentException _) {
      // Said below, with the whole line.
    }
    throw new IOException("not a line of a timeline history: '" + line + "'");
  }
}
