package dev.lifeboat.cli;

import dev.lifeboat.lab.Lab;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.util.List;

/// Which copies get nothing from a writer that lives, so that nobody knows what a failover would
/// lose. A writer that does not answer says nothing of its copies: then they are as they were.
final class CopiesFindings {
  private CopiesFindings() {}

  /// @param writer region of the writer
  static List<String> of(Lab lab, Workload workload, String writer)
      throws InterruptedException, ProblemException {
    try {
      var _ = lab.clients().agent(writer).health();
    } catch (IOException silent) {
      return List.of();
    }
    return lab.replicas(workload, writer).look().stream()
        .filter(copy -> copy.completeUntil().isEmpty())
        .map(copy -> "the copy of '%s' is not known: %s".formatted(copy.store(), copy.seen()))
        .toList();
  }
}
