package dev.lifeboat.drill;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.scenario.Judgement;
import java.time.Duration;
import java.time.Instant;

/// What was just started answers late at first: its speed is judged once it is in its stride.
///
/// @param files of the drill's run, whose canary's log is read while the canary writes it
record SpeedLook(DrillClock clock, RunFolder files, CanarySession canary) {
  /// Programs that were just started are compiled while they serve; two slow cores need this long.
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /// From when on writes are answered as fast as they have to be, held against those before
  /// `faultAt`, or when they were looked at for the last time.
  Instant since(Instant faultAt) throws InterruptedException {
    return clock.look(
        LONGEST,
        Duration.ZERO,
        () -> {
          var from = clock.now();
          canary.coolDown();
          return from;
        },
        from -> canary.ended().isPresent() || fast(faultAt, from));
  }

  private boolean fast(Instant faultAt, Instant from) {
    return Evidence.performance(files, faultAt, from).judged().verdict() == Judgement.MET;
  }
}
