package dev.lifeboat.aws.rds;

import java.util.Optional;

/// Tries to get into an instance that should let nobody in, as a client would.
@FunctionalInterface
public interface LoginProbe {
  /// Nobody has a login to try.
  LoginProbe UNTRIED = (database, instance) -> Optional.empty();

  /// What became of one attempt.
  ///
  /// @param admitted whether it had a session; without one nothing is written
  /// @param how it was refused, in words; empty for one that was admitted
  record Tried(boolean admitted, String how) {}

  /// Tries once, for a few seconds at most; empty when nobody could try.
  ///
  /// @param database its name in the plan
  Optional<Tried> attempt(String database, Reachable.Instance instance);
}
