package dev.lifeboat.simulate;

import dev.lifeboat.engine.StepAction;
import dev.lifeboat.provider.Attempt;

/// What a simulated world takes for granted of the product's edge, each rule in one place: tests
/// put a world without one of them beside this, and the checker must find it.
interface Rules {

  /// Whether what carries `carried` has an effect where `known` is the highest epoch seen.
  default boolean current(long known, long carried) {
    return carried >= known;
  }

  /// Whether a request finds done what it asks for, so that it changes nothing.
  default boolean isDone(SimCopy copy, SimCopy.Duty duty, Attempt attempt) {
    return copy.duty() == duty && copy.epoch() == attempt.epoch();
  }

  /// Whether an append that expects `expected` may be written where `next` is the next sequence.
  default boolean continues(long expected, long next) {
    return expected == next;
  }

  /// Whether the look that `action` is at is made; otherwise it is made up that the goal holds.
  default boolean looks(StepAction action) {
    return true;
  }

  /// The product's.
  static Rules product() {
    return new Rules() {};
  }
}
