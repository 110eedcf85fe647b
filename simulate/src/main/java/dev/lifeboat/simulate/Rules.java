package dev.lifeboat.simulate;

import dev.lifeboat.engine.EngineAct;
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

  /// Whether the act is carried out in the world; otherwise what it would like to hear is made up.
  default boolean carriesOut(EngineAct act, boolean beforePromotion) {
    return true;
  }

  /// The product's.
  static Rules product() {
    return new Rules() {};
  }
}
