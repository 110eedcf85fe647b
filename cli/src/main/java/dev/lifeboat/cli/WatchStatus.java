package dev.lifeboat.cli;

import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.FailoverHold;
import dev.lifeboat.watch.FailoverHold.Permission;
import dev.lifeboat.watch.Hold;
import dev.lifeboat.watch.PastFailovers;
import dev.lifeboat.watch.WatchFolder;
import dev.lifeboat.watch.WatchRecord;
import java.nio.file.Path;
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
  WatchStatus {
    holds = List.copyOf(holds);
  }

  /// The newest watch.
  ///
  /// @param state `begun`, `up`, `suspect`, `disputed`, `down`, `held`; `none` when nobody watches,
  ///   `unknown` when a watch stopped telling
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

    static Watch of(WatchRecord seen, Instant now) {
      var ended = seen.ended();
      var state = ended.isPresent() ? "none" : seen.fresh(now) ? seen.verdict() : "unknown";
      var why =
          switch (state) {
            case "none" -> "the last watch ended " + Spans.ago(ended.orElse(now), now);
            case "unknown" -> "the watch stopped telling, it was " + seen.verdict();
            case "up" -> "";
            default -> seen.why();
          };
      return new Watch(
          state,
          why,
          seen.at().toString(),
          seconds(seen.at(), now),
          seen.since().toString(),
          seen.dips().ended().size());
    }

    static Watch none(String why) {
      return new Watch("none", why, null, null, null, 0);
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

    static Row of(Hold hold, Instant now) {
      return new Row(
          hold.kind().word(),
          hold.why(),
          hold.since().toString(),
          seconds(hold.since(), now),
          hold.until().toString(),
          seconds(now, hold.until()));
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

  /// What is known of `workload`, whose writer is in `region`.
  ///
  /// @throws ProblemException when a file or journal it depends on cannot be read
  static WatchStatus of(
      Lab lab, Path state, String plan, Workload workload, String region, Instant now)
      throws ProblemException {
    var past = new PastFailovers(Lab.runs(state, lab.placements()), plan, workload.name());
    return of(lab.watches(), lab.watches(), past, workload, region, now);
  }

  static WatchStatus of(
      WatchFolder folder,
      Pauses pauses,
      PastFailovers past,
      Workload workload,
      String region,
      Instant now)
      throws ProblemException {
    var seen = folder.watching(workload.name());
    var dips = seen.filter(it -> it.region().equals(region)).map(WatchRecord::dips);
    var facts =
        new FailoverHold.Facts(
            pauses.maintenance(workload.name()), past.read(), dips.orElse(Dips.none()));
    var rows =
        switch (new FailoverHold(workload.failover()).at(now, facts)) {
          case Permission.Allowed() -> List.<Row>of();
          case Permission.Held(var holds) -> holds.stream().map(hold -> Row.of(hold, now)).toList();
        };
    return new WatchStatus(
        seen.map(it -> Watch.of(it, now)).orElse(Watch.none("nobody ever watched it")), rows);
  }

  /// Each in a line, as people read them.
  List<String> lines(Instant now) {
    var lines = new ArrayList<>(List.of(watch.line(now)));
    holds.forEach(hold -> lines.add(hold.line(now)));
    return lines;
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }
}
