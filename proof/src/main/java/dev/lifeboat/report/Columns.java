package dev.lifeboat.report;

import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What became of the canary's writes, slice by slice, each counted where it was sent.
///
/// @param width of every slice
record Columns(Duration width, List<Column> columns) {
  private static final int MOST = 120;
  // Fewer in a slice and its height says more about rounding than about the service.
  private static final int WRITES_A_SLICE = 5;

  Columns {
    columns = List.copyOf(columns);
  }

  /// One slice.
  ///
  /// @param unknown without a telling answer, or not sent because too many were in flight
  record Column(Instant start, int acknowledged, int refused, int unknown) {
    int all() {
      return acknowledged + refused + unknown;
    }
  }

  /// Slices as narrow as the rate of writes and the picture allow.
  static Columns of(CanaryHistory recording, TimeAxis axis) {
    long millis = 1000L * WRITES_A_SLICE / recording.header().ratePerSecond();
    var narrowest = axis.part(MOST);
    int parts = Math.clamp(axis.span().toMillis() / Math.max(1, millis), 1, MOST);
    var width = narrowest.toMillis() >= millis ? narrowest : axis.part(parts);
    return new Columns(width, fill(recording, axis, width));
  }

  private static List<Column> fill(CanaryHistory recording, TimeAxis axis, Duration width) {
    var slices = new TreeMap<Instant, Column>();
    for (var at = axis.floor(axis.from(), width); at.isBefore(axis.until()); at = at.plus(width)) {
      slices.put(at, new Column(at, 0, 0, 0));
    }
    for (var write : recording.writes()) {
      slices.computeIfPresent(axis.floor(write.at(), width), (_, slice) -> with(slice, write));
    }
    return List.copyOf(slices.values());
  }

  private static Column with(Column slice, CanaryAttempt write) {
    return switch (write.outcome()) {
      case CanaryAttempt.Acknowledged _ ->
          new Column(slice.start, slice.acknowledged + 1, slice.refused, slice.unknown);
      case CanaryAttempt.Refused _ ->
          new Column(slice.start, slice.acknowledged, slice.refused + 1, slice.unknown);
      case CanaryAttempt.Unknown _, CanaryAttempt.Pending _, CanaryAttempt.NotSent _ ->
          new Column(slice.start, slice.acknowledged, slice.refused, slice.unknown + 1);
    };
  }

  /// The writes that were sent before or behind all slices; empty where there are none.
  Optional<Column> outside(CanaryHistory recording, boolean before) {
    var from = columns.getFirst().start();
    var until = columns.getLast().start().plus(width);
    var all = new Column(before ? from : until, 0, 0, 0);
    for (var write : recording.writes()) {
      if (before ? write.at().isBefore(from) : !write.at().isBefore(until)) {
        all = with(all, write);
      }
    }
    return Optional.of(all).filter(it -> it.all() > 0);
  }

  double perSecond(int count) {
    return count / TimeText.inSeconds(width);
  }

  double highestPerSecond() {
    return columns.stream().mapToDouble(column -> perSecond(column.all())).max().orElse(0);
  }
}
