package dev.lifeboat.wire;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Takes each signed call once, a moment after it was signed. Thread-safe.
///
/// How old a call is, two wall clocks tell. How long it is remembered, a clock that never jumps
/// does: one that is set back makes nothing remembered for longer, or for ever. What a process
/// before this one took is not remembered, so nothing is taken that was signed before the start.
final class ReplayProtection {
  /// As long as the longest call waits; what a frozen part finds when it thaws is older.
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /// Signed calls in twice that time: a bucket ships hundreds of versions a second at most.
  private static final int MOST_REMEMBERED = 50_000;

  private final InstantSource clock;
  private final Supplier<Duration> steady;
  private final long startMillis;
  private final Duration start;
  private final Map<String, Duration> until = new LinkedHashMap<>();

  /// @param clock of the wall, as the callers have one
  /// @param steady time since any moment, which never jumps
  ReplayProtection(InstantSource clock, Supplier<Duration> steady) {
    this.clock = clock;
    this.steady = steady;
    this.startMillis = clock.millis();
    this.start = steady.get();
  }

  /// @throws RefusedException 403 unless it is taken now, for the only time; 425 if it was signed
  ///   before this part was started
  void requireNew(SignedCall call) throws RefusedException {
    var age = Duration.ofMillis(clock.millis() - call.millis());
    if (age.abs().compareTo(LONGEST) > 0) {
      throw SignedCall.refused("%s signed it %d ms ago".formatted(call.caller(), age.toMillis()));
    }
    var now = steady.get();
    requireSignedSinceStart(call, now);
    synchronized (until) {
      forgetOld(now);
      if (until.size() >= MOST_REMEMBERED) {
        throw SignedCall.refused("there are too many of them");
      }
      if (until.putIfAbsent(call.nonce(), now.plus(LONGEST).minus(age)) != null) {
        throw SignedCall.refused(call.caller() + " sent it before");
      }
    }
  }

  /// For as long as an older call may still look young: a wall clock that is set back later must
  /// not lock callers out.
  private void requireSignedSinceStart(SignedCall call, Duration now) throws RefusedException {
    boolean young = now.minus(start).compareTo(LONGEST.multipliedBy(2)) <= 0;
    if (young && call.millis() < startMillis) {
      throw SignedCall.tooEarly(
          call.caller() + " signed it before this part was started, by its clock");
    }
  }

  /// They came in order of time, or nearly.
  private void forgetOld(Duration now) {
    var oldest = until.values().iterator();
    while (oldest.hasNext() && oldest.next().compareTo(now) < 0) {
      oldest.remove();
    }
  }
}
