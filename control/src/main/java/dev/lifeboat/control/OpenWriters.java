package dev.lifeboat.control;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import java.util.List;

/// Whatever takes writes beside the writer, told before it makes way for a replica: what it took
/// stays with it.
///
/// @param words a line each
record OpenWriters(List<String> words) {
  static OpenWriters of(ControlledWorkload controlled, Runbook reprotect)
      throws InterruptedException, ProblemException {
    var open = controlled.platform().leftOpen(controlled.workload(), reprotect.source());
    return new OpenWriters(open.stream().map(Problem::phrase).toList());
  }

  void tell(ProgressListener progress) {
    words.forEach(it -> progress.tell("reprotect", "left-open", it));
  }
}
