package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Watcher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Predicate;

/// Time as a drill sees it. No wait is without a limit.
record DrillClock(InstantSource source, Watcher.Pause pause) {

  /// One look at something.
  @FunctionalInterface
  interface Look<T> {
    T take() throws InterruptedException, ProblemException;
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
  <T> T look(Duration longest, Duration between, Look<T> look, Predicate<T> enough)
      throws InterruptedException, ProblemException {
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
  boolean await(Duration longest, Duration between, Look<Boolean> condition)
      throws InterruptedException, ProblemException {
    return look(longest, between, condition, holds -> holds);
  }
}
