package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.List;

/// Waits until nothing is under way in a place that would change it by itself. What was looked at
/// before that, and again later, differs although nobody left anything behind.
///
/// @param between from the end of one look to the next
/// @param place says what is not at rest, each in words; nothing when all is
record Rest(
    DrillClock clock, Duration between, DrillClock.Look<List<String>, ProblemException> place) {
  /// However long one takes.
  private static final int FEWEST_LOOKS = 3;

  /// What is still not at rest after `limit`; empty as soon as all is.
  List<String> within(Duration limit) throws InterruptedException {
    var end = clock.now().plus(limit);
    var restless = look();
    for (int look = 1;
        !restless.isEmpty() && (look < FEWEST_LOOKS || clock.now().isBefore(end));
        look++) {
      clock.pause(between);
      restless = look();
    }
    return restless;
  }

  /// A busy machine may leave one look without an answer: that says nothing about the place.
  private List<String> look() throws InterruptedException {
    try {
      return place.take();
    } catch (ProblemException unanswered) {
      return List.of(unanswered.problem().happened());
    }
  }
}
