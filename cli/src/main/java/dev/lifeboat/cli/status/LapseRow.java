package dev.lifeboat.cli.status;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.watch.Lapse;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A span in which a database went on without its replica, as `status` and `check` show it.
///
/// @param begin RFC 3339 in UTC
/// @param ageSeconds since its begin
/// @param end null while it goes on
record LapseRow(
    String database,
    String region,
    String begin,
    double ageSeconds,
    @Nullable String end,
    String why) {

  static LapseRow of(Lapse lapse, Instant now) {
    return new LapseRow(
        lapse.database(),
        lapse.region(),
        lapse.begin().toString(),
        Spans.between(lapse.begin(), now),
        lapse.end().map(Instant::toString).orElse(null),
        lapse.why());
  }

  String line(Instant now) {
    var since = Instant.parse(begin);
    if (end == null) {
      return "lapsed: %s in %s takes writes without its replica since %s: %s"
          .formatted(database, region, Spans.ago(since, now), why);
    }
    var until = Instant.parse(end);
    return "synchronous: %s was without its replica for %s, until %s"
        .formatted(database, Spans.rough(Duration.between(since, until)), Spans.ago(until, now));
  }
}
