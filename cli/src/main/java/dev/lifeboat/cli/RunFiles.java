package dev.lifeboat.cli;

import dev.lifeboat.engine.Lineage;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.Report;
import dev.lifeboat.runbook.RunbookJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;

/// What a run leaves behind beside its journal: the runbook it executed, its page, and the seal on
/// all of it. Made once the run has stopped, so that they cost the recovery nothing.
final class RunFiles {
  private RunFiles() {}

  /// Writes them and tells where the page is. What cannot be written changes nothing about the run,
  /// so that is told and no more.
  ///
  /// @param lineage the chain that the seal goes into; empty where nobody knows of one
  /// @param state the state folder, which holds the keys
  /// @return what the verifier says of the sealed folder
  static FolderSealer.Answer complete(
      RunFolder files, Optional<Lineage> lineage, Path state, Talk talk) {
    if (!sealed(files)) {
      write(files, talk);
    }
    return new FolderSealer(state, talk).seal(files, lineage);
  }

  private static void write(RunFolder files, Talk talk) {
    try {
      var run = RunRecords.state(files.folder());
      if (run.isPresent()) {
        DurableFile.write(files.runbook(), RunbookJson.bytes(run.get().runbook()));
      }
      Report.write(files, ZoneId.systemDefault());
      talk.tell("report", "written", files.report().toString());
    } catch (ProblemException failed) {
      talk.tell("report", "missing", failed.problem().happened());
    } catch (IOException unwritable) {
      talk.tell("report", "missing", String.valueOf(unwritable.getMessage()));
    }
  }

  /// Whether the folder is closed, so that writing anything into it would break its seal.
  static boolean sealed(RunFolder files) {
    try {
      return RunRecords.state(files.folder()).filter(RunState::sealed).isPresent();
    } catch (ProblemException damaged) {
      return Files.exists(files.seal());
    }
  }
}
