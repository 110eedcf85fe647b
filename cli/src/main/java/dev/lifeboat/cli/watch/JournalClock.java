package dev.lifeboat.cli.watch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The time at which something happened, while that is told, and else the present. Thread-safe.
final class JournalClock implements InstantSource {
  private final InstantSource present;
  private volatile Optional<Instant> last = Optional.empty();
  private volatile Optional<Instant> told = Optional.empty();

  JournalClock(InstantSource present) {
    this.present = present;
  }

  @Override
  public Instant instant() {
    return told.orElseGet(present::instant);
  }

  /// Tells something as at that time.
  void at(Instant moment, Runnable telling) {
    last = Optional.of(moment);
    told = last;
    telling.run();
    told = Optional.empty();
  }

  /// Tells something as at the time that was told last; as at present where none was.
  void atLast(Runnable telling) {
    last.ifPresentOrElse(moment -> at(moment, telling), telling);
  }
}
