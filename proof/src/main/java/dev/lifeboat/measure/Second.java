package dev.lifeboat.measure;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What became of the requests that were sent in one second; the report draws one column for each.
///
/// @param start a whole second
/// @param unknown writes without a telling answer, and those that could not be sent
/// @param readsFailed reads that did not bring back what was written
public record Second(
    Instant start,
    int acknowledged,
    int refused,
    int unknown,
    int readsAcknowledged,
    int readsFailed) {

  /// Every second from the first request to the last, empty ones too.
  static List<Second> of(CanaryHistory recording) {
    var columns = new TreeMap<Instant, Column>();
    for (var write : recording.writes()) {
      column(columns, write).addWrite(write);
    }
    for (var read : recording.reads()) {
      column(columns, read).addRead(read);
    }
    var seconds = new ArrayList<Second>();
    if (columns.isEmpty()) {
      return List.of();
    }
    for (var start = columns.firstKey();
        !start.isAfter(columns.lastKey());
        start = start.plusSeconds(1)) {
      seconds.add(columns.getOrDefault(start, new Column()).at(start));
    }
    return List.copyOf(seconds);
  }

  private static Column column(Map<Instant, Column> columns, CanaryAttempt attempt) {
    return columns.computeIfAbsent(attempt.at().truncatedTo(ChronoUnit.SECONDS), _ -> new Column());
  }

  private static final class Column {
    private int acknowledged;
    private int refused;
    private int unknown;
    private int readsAcknowledged;
    private int readsFailed;

    void addWrite(CanaryAttempt write) {
      switch (write.outcome()) {
        case CanaryAttempt.Acknowledged _ -> acknowledged++;
        case CanaryAttempt.Refused _ -> refused++;
        case CanaryAttempt.Unknown _, CanaryAttempt.Pending _, CanaryAttempt.NotSent _ -> unknown++;
      }
    }

    void addRead(CanaryAttempt read) {
      if (read.acknowledged()) {
        readsAcknowledged++;
      } else {
        readsFailed++;
      }
    }

    Second at(Instant start) {
      return new Second(start, acknowledged, refused, unknown, readsAcknowledged, readsFailed);
    }
  }
}
