package dev.lifeboat.provider;

/// Result of a look at the world. "Could not look" is an answer of its own, never a guess.
public sealed interface Observation {
  /// The goal holds.
  ///
  /// @param proof what was seen that shows it, with its values; not the memory of a request
  record Met(String proof) implements Observation {}

  /// The goal does not hold yet.
  ///
  /// @param why with the values that matter, such as how far a replica is behind
  record Pending(String why) implements Observation {}

  /// Nobody could look.
  record Unreachable(String why) implements Observation {}

  static Observation met(String proof) {
    return new Met(proof);
  }

  static Observation pending(String why) {
    return new Pending(why);
  }

  /// Met where the goal holds, else pending; what was seen tells both.
  static Observation metIf(boolean holds, String seen) {
    return holds ? met(seen) : pending(seen);
  }

  static Observation unreachable(String why) {
    return new Unreachable(why);
  }

  /// The proof or the reason, whichever this observation carries.
  default String text() {
    return switch (this) {
      case Met(var proof) -> proof;
      case Pending(var why) -> why;
      case Unreachable(var why) -> why;
    };
  }
}
