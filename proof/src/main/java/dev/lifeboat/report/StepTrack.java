package dev.lifeboat.report;

import dev.lifeboat.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What became of one step, with its place in time.
///
/// @param state `waiting`, `pursuing`, `met`, `not told`, `overridden`, `failed`, `stopped` or `not
///   begun`
/// @param start empty for one that never began
/// @param end empty while it goes on
/// @param requests how often its goal was asked for
/// @param said its proof when met, else the last reason; may be empty
record StepTrack(
    Step step,
    String state,
    Optional<Instant> start,
    Optional<Instant> end,
    int requests,
    String said) {

  static final String MET = "met";
  static final String FAILED = "failed";
  static final String OVERRIDDEN = "overridden";

  boolean met() {
    return state.equals(MET);
  }

  Optional<Duration> took() {
    return start.flatMap(from -> end.map(until -> Duration.between(from, until)));
  }
}
