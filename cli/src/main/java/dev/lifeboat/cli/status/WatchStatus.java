package dev.lifeboat.cli.status;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.control.WatchOutlook;
import dev.lifeboat.watch.Hold;
import dev.lifeboat.watch.WatchRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a watch of one workload sees and what holds its failover back, as `status` shows it.
///
/// @param watch what the newest watch saw
/// @param holds empty when an automatic failover could begin
record WatchStatus(Watch watch, List<Row> holds) {

  static WatchStatus of(WatchOutlook outlook, Instant now) {
    return new WatchStatus(
        outlook
            .newest()
            .map(it -> Watch.of(it, now))
            .orElse(
                new Watch(
                    outlook.known() ? "none" : "unknown", outlook.why(), null, null, null, 0)),
        outlook.holds().stream().map(hold -> Row.of(hold, now)).toList());
  }

  /// The newest watch.
  ///
  /// @param state `begun`, `up`, `suspect`, `disputed`, `down`, `held`; `none` when nobody watches,
  ///   `unknown` when a watch stopped telling, or nobody could look
  /// @param why not `up`; empty if it is
  /// @param at when it told last, RFC 3339 in UTC; null if there never was one
  /// @param dips how often the primary was down and came back, as far as is remembered
  record Watch(
      String state,
      String why,
      @Nullable String at,
      @Nullable Double ageSeconds,
      @Nullable String since,
      int dips) {

    private static Watch of(WatchRecord seen, Instant now) {
      var ended = seen.ended();
      var last = seen.state();
      var state = ended.isPresent() ? "none" : seen.fresh(now) ? last.verdict() : "unknown";
      var why =
          switch (state) {
            case "none" -> "the last watch ended " + Spans.ago(ended.orElse(now), now);
            case "unknown" -> "the watch stopped telling, it was " + last.verdict();
            case "up" -> "";
            default -> last.why();
          };
      return new Watch(
          state,
          why,
          seen.at().toString(),
          Spans.between(seen.at(), now),
          last.since().toString(),
          seen.dips().ended().size());
    }

    String line(Instant now) {
      var told = at == null ? "" : ", told " + Spans.ago(Instant.parse(at), now);
      return switch (state) {
        case "none" -> "watch: none; " + why;
        case "unknown" -> "watch: unknown" + told + "; " + why;
        default ->
            "watch: %s since %s%s%s"
                .formatted(
                    state,
                    Spans.ago(Instant.parse(String.valueOf(since)), now),
                    told,
                    why.isEmpty() ? "" : "; " + why);
      };
    }
  }

  /// One hold.
  ///
  /// @param kind `maintenance`, `cool-down`, `at-most` or `flapping`
  record Row(
      String kind,
      String why,
      String since,
      double ageSeconds,
      String until,
      double remainingSeconds) {

    private static Row of(Hold hold, Instant now) {
      return new Row(
          hold.kind().word(),
          hold.why(),
          hold.since().toString(),
          Spans.between(hold.since(), now),
          hold.until().toString(),
          Spans.between(now, hold.until()));
    }

    String line(Instant now) {
      return "held by %s since %s, for %s more: %s"
          .formatted(
              kind,
              Spans.ago(Instant.parse(since), now),
              Spans.rough(Duration.between(now, Instant.parse(until))),
              why);
    }
  }

  /// Each in a line, as people read them.
  List<String> lines(Instant now) {
    var lines = new ArrayList<>(List.of(watch.line(now)));
    holds.forEach(hold -> lines.add(hold.line(now)));
    return lines;
  }
}
