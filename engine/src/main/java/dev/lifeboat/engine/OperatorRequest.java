package dev.lifeboat.engine;

/// What a person wants of a run that is under way.
public sealed interface OperatorRequest {
  /// Stop and, before the point of no return, take the run back.
  record Cancel(String by) implements OperatorRequest {}

  /// Stop where it is.
  record Pause(String by) implements OperatorRequest {}
}
