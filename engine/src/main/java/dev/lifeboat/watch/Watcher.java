package dev.lifeboat.watch;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Views;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Looks at the primary round after round until it was enough: the one loop of every watch that
/// waits, whether it lives for years or for a minute. Used by one thread.
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
  public record Look(Round round, Detector detector, Instant at) {
    /// What is to be answered by a move; empty while nothing is.
    public Optional<Loss> loss(FailoverPolicy policy) {
      return Loss.of(detector.verdict(), policy, at);
    }
  }

  /// Decides whether a watch goes on.
  @FunctionalInterface
  public interface Course<X extends Exception> {
    /// Asked before each look; must be quick.
    default void requireWatched() throws X {}

    /// How long to wait before the next look; empty when this one was enough.
    Optional<Duration> pauseAfter(Look look) throws InterruptedException, X;
  }

  /// Returns once all views agree that the primary is lost; empty when they do not until
  /// `deadline`.
  ///
  /// @throws InterruptedException when the caller gives up waiting
  public Optional<Detector.Verdict.Down> untilDown(FailoverPolicy.Detect policy, Instant deadline)
      throws InterruptedException {
    if (!clock.instant().isBefore(deadline)) {
      return Optional.empty();
    }
    var last =
        until(
            Detector.of(policy),
            look -> {
              var pause = look.detector().pauseAfter(look.round());
              boolean enough =
                  look.detector().verdict() instanceof Detector.Verdict.Down
                      || !look.at().plus(pause).isBefore(deadline);
              return enough ? Optional.empty() : Optional.of(pause);
            });
    return last.detector().verdict() instanceof Detector.Verdict.Down down
        ? Optional.of(down)
        : Optional.empty();
  }

  /// Returns the look that `course` says was enough.
  ///
  /// @param first what was seen before
  /// @throws InterruptedException when the caller gives up waiting
  public <X extends Exception> Look until(Detector first, Course<X> course)
      throws InterruptedException, X {
    var detector = first;
    while (true) {
      course.requireWatched();
      var look = look(detector);
      var next = course.pauseAfter(look);
      if (next.isEmpty()) {
        return look;
      }
      detector = look.detector();
      pause.of(next.get());
    }
  }

  private Look look(Detector before) throws InterruptedException {
    var round = views.look(clock.instant(), before.policy().every());
    var detector = before.after(round);
    listener.accept(round, detector);
    return new Look(round, detector, clock.instant());
  }
}
