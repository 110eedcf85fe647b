package dev.lifeboat.engine;

import dev.lifeboat.problem.Code;
import java.time.Instant;
import java.util.Optional;

/// Where one step of a run stands.
public sealed interface StepState {

  /// Something it comes after is not met.
  record Waiting() implements StepState {}

  /// Begun and not met yet.
  ///
  /// @param since when it began; its deadline counts from here
  /// @param until when it times out; for ever where a person is asked
  /// @param polls how often its goal was looked at since the last request, which sets the pace
  /// @param pollAt when to look next
  /// @param attempts requests made so far
  /// @param pursueAt when a further request may be made
  /// @param pending whether the last look found the goal not to hold, so that a request makes sense
  /// @param why the last reason; empty before the first look
  record Active(
      Instant since,
      Instant until,
      int polls,
      Instant pollAt,
      int attempts,
      Instant pursueAt,
      boolean pending,
      Optional<String> why)
      implements StepState {}

  /// Its goal holds.
  ///
  /// @param lookAt when to look again whether it still does
  record Met(Instant since, Instant at, String proof, Instant lookAt) implements StepState {}

  /// It ran out of time or was refused for good.
  record Failed(Instant at, Code code, String why) implements StepState {}
}
