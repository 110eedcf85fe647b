package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Whether the runs that are kept can be read.
record RunChecks(RunRecords records) {
  private static final String WHAT = "runs";

  DoctorCheck check() {
    return new DoctorCheck(WHAT, this::look);
  }

  private List<DoctorFinding> look() throws IOException {
    List<RunSummary> runs;
    try {
      runs = records.list();
    } catch (ProblemException unreadable) {
      throw new IOException(unreadable.problem().happened(), unreadable);
    }
    var findings = new ArrayList<DoctorFinding>();
    for (var run : runs) {
      if (!run.known()) {
        findings.add(
            DoctorFinding.trouble(
                WHAT,
                "run %s cannot be read: %s".formatted(run.run(), run.why()),
                "look as its owner, or keep %s as it is and restore its files from a copy"
                    .formatted(run.folder())));
      }
    }
    if (findings.isEmpty()) {
      var open = runs.stream().filter(RunSummary::open).map(RunSummary::run).toList();
      var words = open.isEmpty() ? "none open" : "open: " + String.join(", ", open);
      findings.add(DoctorFinding.well(WHAT, "%d kept, %s".formatted(runs.size(), words)));
    }
    return findings;
  }
}
