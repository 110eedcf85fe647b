package dev.lifeboat.watch;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Views;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Looks at the primary round after round until it is lost. Used by one thread.
///
/// @param listener told of each round and what is made of it; must be quick
public record Watcher(
    InstantSource clock, Pause pause, Views views, BiConsumer<Round, Detector> listener) {
  /// Lets time pass; the edge passes in what really waits.
  @FunctionalInterface
  public interface Pause {
    void of(Duration span) throws InterruptedException;
  }

  /// One look and what is made of it.
  ///
  /// @param at when the look was over: what is decided on it is decided then
  record Look(Round round, Detector detector, Instant at) {}

  /// Returns once all views agree that the primary is lost; empty when they do not until
  /// `deadline`.
  ///
  /// @throws InterruptedException when the caller gives up waiting
  public Optional<Detector.Verdict.Down> untilDown(FailoverPolicy.Detect policy, Instant deadline)
      throws InterruptedException {
    var detector = Detector.of(policy);
    while (clock.instant().isBefore(deadline)) {
      var look = look(detector);
      detector = look.detector();
      if (detector.verdict() instanceof Detector.Verdict.Down down) {
        return Optional.of(down);
      }
      pause(detector.pauseAfter(look.round()));
    }
    return Optional.empty();
  }

  Look look(Detector before) throws InterruptedException {
    var round = views.look(clock.instant(), before.policy().every());
    var detector = before.after(round);
    listener.accept(round, detector);
    return new Look(round, detector, clock.instant());
  }

  void pause(Duration span) throws InterruptedException {
    pause.of(span);
  }
}
