package dev.lifeboat.control;

import dev.lifeboat.drill.Narrator;

/// Follows one drill until it is over.
public interface DrillListener extends Narrator, AutoCloseable {
  /// The drill was interrupted.
  void interrupted(DrillRest rest);

  @Override
  void close();
}
