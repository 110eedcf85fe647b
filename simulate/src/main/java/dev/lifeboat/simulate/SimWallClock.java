package dev.lifeboat.simulate;

import java.time.Instant;

/// The wall clock of one machine, which may jump. It is looked at several times at one moment.
final class SimWallClock {
  private final Agenda agenda;
  private long offsetNanos;
  private long shownNanos;
  private Instant shown = SimWorld.BEGIN;

  SimWallClock(Agenda agenda) {
    this.agenda = agenda;
  }

  Instant now() {
    long nanos = agenda.nowNanos() + offsetNanos;
    if (nanos != shownNanos) {
      shownNanos = nanos;
      shown = SimWorld.BEGIN.plusNanos(nanos);
    }
    return shown;
  }

  void jump(long nanos) {
    offsetNanos += nanos;
  }
}
