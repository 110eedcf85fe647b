package dev.lifeboat.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A span in which writes to a database were acknowledged without its replica, although its plan
/// says `synchronous-while-connected`.
///
/// @param region of the writer
/// @param begin by the arbiter's clock, before the first such write
/// @param end by the arbiter's clock, after the replica had everything; empty while it is open
/// @param why the replica was away
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Lapse(
    String database, String region, Instant begin, Optional<Instant> end, String why) {

  /// How long a replica may be away before writes go on without it: longer than a restart of it or
  /// a short cut of the WAN, shorter than most people wait for a page.
  public static final Duration AFTER = Duration.ofSeconds(10);

  public boolean open() {
    return end.isEmpty();
  }

  Lapse endedAt(Instant at) {
    return new Lapse(database, region, begin, Optional.of(at), why);
  }
}
