package dev.lifeboat.control;

import dev.lifeboat.runbook.Mode;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A wish to move a writer, or to make the old side follow it.
///
/// @param target region that it must go to; empty for wherever it can go
/// @param runbook hash of the runbook that was looked at; empty for any
/// @param at when a failback moves, told the present; empty for the plan's window
/// @param before the moment that databases are to be as of, which a vault brings back; empty for
///   all that there is
public record MoveRequest(
    Mode mode,
    Optional<String> target,
    Optional<String> runbook,
    Overrides overrides,
    Optional<UnaryOperator<Instant>> at,
    Optional<Instant> before) {
  /// With all that there is.
  public MoveRequest(
      Mode mode,
      Optional<String> target,
      Optional<String> runbook,
      Overrides overrides,
      Optional<UnaryOperator<Instant>> at) {
    this(mode, target, runbook, overrides, at, Optional.empty());
  }
}
