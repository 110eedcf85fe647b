package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.process.ProcessRecord;
import dev.lifeboat.agent.process.ProcessRecords;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Tells a lab whose files are there and whose processes are not: the machine was started anew, or
/// somebody killed them. Its edge tells, which no fault ends.
public final class LabDeath {
  private LabDeath() {}

  /// Empty while anything of the edge lives, and where nothing of it was ever started.
  public static Optional<Problem> of(LabFolder lab, String edge) throws InterruptedException {
    try {
      var begun = new ProcessRecords(lab.region(edge)).all();
      boolean dead =
          !begun.isEmpty()
              && begun.stream().noneMatch(ProcessRecord::alive)
              // Whose clock was set knows its processes by their marks alone.
              && ProcessTable.ofThisHost().living(lab.scope(edge)).isEmpty();
      return dead ? Optional.of(problem(lab.lab().getFileName())) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty(); // Whoever needs it is told why.
    }
  }

  private static Problem problem(Path plan) {
    return Problem.lasting(
        Code.LB2003,
        "the lab of '%s' is dead: nothing of its edge runs, as after a restart of the machine"
            .formatted(plan),
        "what was begun there cannot be gone on with; runs and reports are kept",
        "begin anew: lifeboat lab down PLAN && lifeboat lab up PLAN");
  }
}
