package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A run that opened no journal, and so has no seal: a tabletop, or a drill that moved nothing.
public final class UnsealedRun {
  private UnsealedRun() {}

  /// Refuses to look for a seal in one. Of a run whose files say that it moved something nothing is
  /// refused: there the seal is missing.
  ///
  /// @throws ProblemException LB4012
  public static void refuse(Path run) throws ProblemException {
    var files = new RunFolder(new RunId(String.valueOf(run.getFileName())), run);
    if (Files.exists(files.journal()) || Files.exists(files.seal())) {
      return;
    }
    var what = kind(run);
    if (what.isPresent()) {
      throw ProblemException.lasting(
          Code.LB4012,
          "%s is %s: it opened no journal, so there is nothing that was sealed"
              .formatted(run, what.get()),
          "nothing was verified; that is no damage",
          "see 'lifeboat report %s' for what it found".formatted(files.run()));
    }
  }

  private static Optional<String> kind(Path run) {
    try {
      if (TabletopSession.kept(run).isPresent()) {
        return Optional.of("a tabletop");
      }
      return RunRecords.drill(run).map(_ -> "a drill that moved nothing");
    } catch (ProblemException damaged) {
      return Optional.empty(); // Whoever verifies it is told.
    }
  }
}
