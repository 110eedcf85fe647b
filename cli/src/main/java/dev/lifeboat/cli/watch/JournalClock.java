package dev.lifeboat.cli.watch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The time at which something happened, while that is told, and else the present. Thread-safe.
final class JournalClock implements InstantSource {
  private final InstantSource present;
  private volatile Instant last;
  private volatile Optional<Instant> told;

  /// @param began what it says at first
  JournalClock(InstantSource present, Instant began) {
    this.present = present;
    this.last = began;
    this.told = Optional.of(began);
  }

  @Override
  public Instant instant() {
    return told.orElseGet(present::instant);
  }

  /// Tells something as at that time.
  void at(Instant moment, Runnable telling) {
    last = moment;
    told = Optional.of(moment);
    telling.run();
    told = Optional.empty();
  }

  /// Tells something as at the time that was told last.
  void atLast(Runnable telling) {
    at(last, telling);
  }
}
