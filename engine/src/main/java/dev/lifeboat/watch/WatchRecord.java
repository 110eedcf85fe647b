package dev.lifeboat.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a watch last made of a workload's primary; durable, so that `status` shows it and the next
/// watch knows the dips.
///
/// @param region of the primary; the dips are its own
/// @param by id of the process that watches
/// @param at when this was written
/// @param verdict `begun`, `up`, `suspect`, `disputed`, `users-out`, `down` or `held`
/// @param since when the verdict became so
/// @param ended when the watch ended; empty while it goes on, and after it was killed
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WatchRecord(
    String workload,
    String region,
    long by,
    Instant at,
    String verdict,
    String why,
    Instant since,
    Dips dips,
    Optional<Instant> ended) {

  /// How often a watch writes at least.
  public static final Duration EVERY = Duration.ofSeconds(5);

  /// What the same watch writes later.
  public WatchRecord next(Instant now, String seen, String reason, Dips dipped) {
    var began = seen.equals(verdict) ? since : now;
    return new WatchRecord(
        workload, region, by, now, seen, reason, began, dipped, Optional.empty());
  }

  /// The same once the watch has ended.
  public WatchRecord endedAt(Instant end) {
    return new WatchRecord(workload, region, by, at, verdict, why, since, dips, Optional.of(end));
  }

  /// Whether a watch is there at `now`: it has not ended, and it wrote within twice its interval.
  public boolean fresh(Instant now) {
    return ended.isEmpty() && !now.isAfter(at.plus(EVERY.multipliedBy(2)));
  }
}
