package dev.lifeboat.provider;

import dev.lifeboat.problem.ProblemException;
import java.util.Optional;

/// Place where people leave word for whoever watches a workload that they work on it. Safe for use
/// by several processes at once; of two who write, the last one stands.
public interface Pauses {

  /// The newest pause that nobody ended, also one that is over.
  ///
  /// @throws ProblemException when it cannot be told: then nobody may act as if there were none
  Optional<Maintenance> maintenance(String workload) throws ProblemException;

  /// Durable on return; replaces an earlier one.
  void begin(Maintenance maintenance) throws ProblemException;

  /// Ends the pause. Safe to repeat.
  void endMaintenance(String workload) throws ProblemException;
}
