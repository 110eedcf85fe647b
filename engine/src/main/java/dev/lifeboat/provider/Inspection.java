package dev.lifeboat.provider;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import java.util.List;

/// A closer look at regions than a run takes, for whoever wants to know beforehand. One object is
/// one look: what it read once it need not read again. It changes nothing.
public interface Inspection extends AutoCloseable {
  /// The regions as it reads them.
  Platform platform();

  /// All that `failover` would meet if it began now, its goals included, and what would be missed
  /// after it.
  ///
  /// @throws ProblemException when the plan does not say where something is
  List<Concern> of(Workload workload, Runbook failover)
      throws InterruptedException, ProblemException;

  /// What a watch of the writer in `region` sees now: more than was gathered for the look.
  ///
  /// @throws ProblemException as [Platform#views]
  default Views views(Workload workload, String region) throws ProblemException {
    return platform().views(workload, region);
  }

  @Override
  void close();
}
