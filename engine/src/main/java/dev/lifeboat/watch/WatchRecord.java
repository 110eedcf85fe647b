package dev.lifeboat.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The state that a watch last saw a workload's primary in; durable, so that `status` shows it and
/// the next watch knows the dips. In JSON the fields of its primary and state stand beside the
/// others.
///
/// @param primary that is watched; the dips are its own
/// @param by id of the process that watches
/// @param at when this was written
/// @param ended when the watch ended; empty while it goes on, and after it was killed
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WatchRecord(
    @JsonUnwrapped Primary primary,
    long by,
    Instant at,
    @JsonUnwrapped State state,
    Dips dips,
    Optional<Instant> ended) {

  /// How often a watch writes at least.
  public static final Duration EVERY = Duration.ofSeconds(5);

  /// A watched writer: whose it is, and where.
  public record Primary(String workload, String region) {}

  /// A verdict on the primary.
  ///
  /// @param verdict `begun`, `up`, `suspect`, `disputed`, `users-out`, `down` or `held`
  /// @param since when the verdict became so
  public record State(String verdict, String why, Instant since) {}

  /// The first that a watch writes.
  public static WatchRecord begun(Primary primary, long by, Instant now) {
    var state = new State("begun", "nothing was looked at yet", now);
    return new WatchRecord(primary, by, now, state, Dips.none(), Optional.empty());
  }

  /// What the same watch writes later.
  public WatchRecord next(Instant now, String seen, String reason, Dips dipped) {
    var since = seen.equals(state.verdict) ? state.since : now;
    var later = new State(seen, reason, since);
    return new WatchRecord(primary, by, now, later, dipped, Optional.empty());
  }

  /// The same once the watch has ended.
  public WatchRecord endedAt(Instant end) {
    return new WatchRecord(primary, by, at, state, dips, Optional.of(end));
  }

  /// Whether a watch is there at `now`: it has not ended, and it wrote within twice its interval.
  public boolean fresh(Instant now) {
    return ended.isEmpty() && !now.isAfter(at.plus(EVERY.multipliedBy(2)));
  }
}
