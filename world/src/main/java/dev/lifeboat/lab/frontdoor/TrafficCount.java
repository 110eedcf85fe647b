package dev.lifeboat.lab.frontdoor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Counts one region's requests over a sliding window. Thread-safe; one short lock a call.
final class TrafficCount {
  static final Duration WINDOW = Duration.ofSeconds(10);

  private static final int SLOTS = 20;
  private static final long SLOT_MILLIS = WINDOW.toMillis() / SLOTS;

  private final InstantSource clock;
  private final Slot[] slots = new Slot[SLOTS];
  private @Nullable Instant lastAnswered;
  private @Nullable Instant lastFailed;
  private long failuresSinceLastAnswer;

  TrafficCount(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void requested() {
    slot(clock.millis()).requests++;
  }

  synchronized void answered() {
    var now = clock.instant();
    slot(now.toEpochMilli()).answered++;
    lastAnswered = now;
    failuresSinceLastAnswer = 0;
  }

  synchronized void failed() {
    var now = clock.instant();
    slot(now.toEpochMilli()).failed++;
    lastFailed = now;
    failuresSinceLastAnswer++;
  }

  synchronized TrafficView.Region view(long inFlight) {
    long requests = 0;
    long answered = 0;
    long failed = 0;
    long oldest = clock.millis() / SLOT_MILLIS - SLOTS;
    for (var slot : slots) {
      if (slot != null && slot.number > oldest) {
        requests += slot.requests;
        answered += slot.answered;
        failed += slot.failed;
      }
    }
    return new TrafficView.Region(
        requests, answered, failed, lastAnswered, lastFailed, failuresSinceLastAnswer, inFlight);
  }

  private Slot slot(long millis) {
    long number = millis / SLOT_MILLIS;
    int index = Math.floorMod(number, SLOTS);
    var slot = slots[index];
    if (slot == null || slot.number != number) {
      slot = new Slot(number);
      slots[index] = slot;
    }
    return slot;
  }

  private static final class Slot {
    private final long number;
    private long requests;
    private long answered;
    private long failed;

    Slot(long number) {
      this.number = number;
    }
  }
}
