package dev.lifeboat.cli.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The time at which something happened, while that is told, and else the present: of a run that is
/// over, as if what was told last had happened just then. Thread-safe.
final class JournalClock implements InstantSource {
  private final InstantSource present;
  private volatile Optional<Instant> last = Optional.empty();
  private volatile Optional<Instant> told = Optional.empty();
  private volatile Optional<Lag> lag;

  /// Age of a moment when it was told.
  private record Lag(Duration span) {}

  private JournalClock(InstantSource present, Optional<Lag> lag) {
    this.present = present;
    this.lag = lag;
  }

  /// That of a run which is executed now.
  static JournalClock ofLive(InstantSource present) {
    return new JournalClock(present, Optional.empty());
  }

  /// That of a run which nobody executes any more.
  static JournalClock ofPast(InstantSource present, Instant began) {
    return new JournalClock(present, Optional.of(behind(present, began)));
  }

  private static Lag behind(InstantSource present, Instant moment) {
    return new Lag(Duration.between(moment, present.instant()));
  }

  @Override
  public Instant instant() {
    return told.orElseGet(() -> present.instant().minus(lag.map(Lag::span).orElse(Duration.ZERO)));
  }

  /// Tells something as at that time.
  void at(Instant moment, Runnable telling) {
    last = Optional.of(moment);
    told = last;
    telling.run();
    lag = lag.map(_ -> behind(present, moment));
    told = Optional.empty();
  }

  /// Tells something as at the time that was told last; as at present where none was.
  void atLast(Runnable telling) {
    last.ifPresentOrElse(moment -> at(moment, telling), telling);
  }
}
