package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import java.util.List;

/// Questions to CloudFormation for changes that people made beside it. Nothing is changed by them.
public interface DriftPort {
  /// Begins to compare a stack with what is there.
  ///
  /// @return the id of that comparison
  /// @throws ProblemException too while the stack is being changed, or compared already
  String detect(StackAddress at) throws ProblemException, InterruptedException;

  /// How a comparison stands.
  Detection detection(StackAddress at, String id) throws ProblemException, InterruptedException;

  /// What was changed or deleted, as the last comparison found it.
  List<ResourceDrift> drifts(StackAddress at) throws ProblemException, InterruptedException;

  /// State of a comparison.
  ///
  /// @param reason that CloudFormation gives; empty for none
  record Detection(State state, String reason) {}

  /// Where a comparison stands.
  enum State {
    /// It goes on.
    AT_WORK,
    /// Each resource was compared that can be.
    DONE,
    /// One at least was not.
    FAILED
  }
}
