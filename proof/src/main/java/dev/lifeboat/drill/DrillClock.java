package dev.lifeboat.drill;

import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;

/// Time as a drill sees it. No wait is without a limit.
record DrillClock(InstantSource source, Watcher.Pause pause) {

  /// One look at something.
  @FunctionalInterface
  interface Look<T, X extends Exception> {
    T take() throws InterruptedException, X;
  }

  Instant now() {
    return source.instant();
  }

  void pause(Duration span) throws InterruptedException {
    pause.of(span);
  }

  /// Looks until what is seen is `enough`, but not longer than `longest`.
  ///
  /// @param between from the end of one look to the next
  /// @return what was seen last
  <T, X extends Exception> T look(
      Duration longest, Duration between, Look<T, X> look, Predicate<T> enough)
      throws InterruptedException, X {
    var end = now().plus(longest);
    var seen = look.take();
    while (!enough.test(seen) && now().isBefore(end)) {
      pause(between);
      seen = look.take();
    }
    return seen;
  }

  /// Waits until something holds, but not longer than `longest`.
  ///
  /// @return whether it does
  <X extends Exception> boolean await(
      Duration longest, Duration between, Look<Boolean, X> condition)
      throws InterruptedException, X {
    return look(longest, between, condition, holds -> holds);
  }
}
