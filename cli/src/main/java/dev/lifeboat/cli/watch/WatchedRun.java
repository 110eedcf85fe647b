package dev.lifeboat.cli.watch;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;

/// What stands in the place of a plan: the name of a run, or its folder.
///
/// @param named as it was typed
record WatchedRun(Path named) {

  /// Whether a run is meant: a run's name says when it began, and its folder has no plan that a
  /// person wrote.
  boolean meant() {
    return (Files.isDirectory(named) && !Files.exists(PlanFile.of(named)))
        || (!Files.exists(named) && RunId.began(named.toString()).isPresent());
  }

  /// Its files.
  ///
  /// @throws ProblemException LB4004 when there is no such run
  RunFolder files(Path state) throws ProblemException {
    var folder = named.toAbsolutePath().normalize();
    var records = new RunRecords(state);
    return Files.isDirectory(folder) ? records.files(folder) : records.files(named.toString());
  }
}
