package dev.lifeboat.postgres;

import java.io.IOException;
import java.time.Duration;

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
      var answer = connection.query("TIMELINE_HISTORY " + timeline);
      if (answer.isEmpty()) {
        throw new IOException(newPrimary + " told no history of timeline " + timeline);
      }
      return parse(answer.getFirst().text(1));
    }
  }

  /// Each line holds a parent timeline, where it was left, and why; the last one is the newest.
  static Lsn parse(String history) throws IOException {
    var last =
        history
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .reduce((_, line) -> line)
            .orElseThrow(() -> new IOException("the timeline history is empty"));
    var fields = last.split("\\s+", 3);
    if (fields.length < 2) {
      throw new IOException("not a line of a timeline history: '" + last + "'");
    }
    return Lsn.parse(fields[1]);
  }
}
