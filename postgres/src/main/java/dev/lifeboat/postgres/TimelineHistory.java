package dev.lifeboat.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Where timelines part, as the server of the newer one tells it.
public final class TimelineHistory {

  private TimelineHistory() {}

  /// The position up to which the log of `timeline` is that of the timeline before it. What the old
  /// side wrote at or after this position is not on the new side.
  ///
  /// @param newPrimary a replication login
  /// @param timeline the new primary's own, 2 or more
  public static Lsn forkOf(Endpoint newPrimary, int timeline, Duration deadline)
      throws IOException {
    if (timeline < 2) {
      throw new IllegalArgumentException(
          "timeline 1 parts from nothing; 2 or more, was " + timeline);
    }
    try (var connection = ReplicationConnection.open(newPrimary, "lifeboat", deadline)) {
      return parse(history(newPrimary, timeline, connection));
    }
  }

  /// The last position that a server of `older` shares with one of `newer`.
  ///
  /// @param newPrimary of `newer`; a login that may decode the log of its database
  /// @throws IOException also when the newer one does not come from the older one
  public static Lsn shared(Endpoint newPrimary, int older, int newer, Duration deadline)
      throws IOException {
    try (var connection = ReplicationConnection.openLogical(newPrimary, "lifeboat", deadline)) {
      return shared(history(newPrimary, newer, connection), older);
    }
  }

  private static String history(Endpoint newPrimary, int timeline, ReplicationConnection connection)
      throws IOException {
    var answer = connection.query("TIMELINE_HISTORY " + timeline);
    if (answer.isEmpty()) {
      throw new IOException(newPrimary + " told no history of timeline " + timeline);
    }
    return answer.getFirst().text(1);
  }

  /// Each line holds a parent timeline, where it was left, and why; the last one is the newest.
  static Lsn parse(String history) throws IOException {
    return forks(history).getLast().at();
  }

  /// The smallest of all forks since `older`: at or before the one that matters.
  static Lsn shared(String history, int older) throws IOException {
    var forks = forks(history);
    if (forks.stream().noneMatch(it -> it.left() == older)) {
      throw new IOException("the history does not come from timeline " + older);
    }
    return forks.stream()
        .filter(it -> it.left() >= older)
        .map(Fork::at)
        .min(Lsn::compareTo)
        .orElseThrow();
  }

  private record Fork(int left, Lsn at) {}

  private static List<Fork> forks(String history) throws IOException {
    var forks = new ArrayList<Fork>();
    for (var line : history.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        var fields = line.split("\\s+", 3);
        if (fields.length < 2) {
          throw new IOException("not a line of a timeline history: '" + line + "'");
        }
        forks.add(new Fork(Integer.parseInt(fields[0]), Lsn.parse(fields[1])));
      }
    }
    if (forks.isEmpty()) {
      throw new IOException("the timeline history is empty");
    }
    return forks;
  }
}
