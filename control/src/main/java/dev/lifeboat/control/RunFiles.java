package dev.lifeboat.control;

import dev.lifeboat.engine.Lineage;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.ReportFile;
import dev.lifeboat.runbook.RunbookJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a run leaves behind beside its journal: the runbook it executed, its page, and the seal on
/// all of it. Made once the run has stopped, so that they cost the recovery nothing.
///
/// @param state the state folder, which holds the keys
public record RunFiles(Path state, HostProcess host, ProgressListener progress) {

  /// Writes them and tells where the page is. What cannot be written changes nothing about the run,
  /// so that is told and no more.
  ///
  /// @param lineage the chain that the seal goes into; empty where nobody knows of one
  /// @return what the verifier says of the sealed folder
  public FolderSealer.Answer complete(RunFolder files, Optional<Lineage> lineage) {
    try (var _ = files.lock()) {
      if (!sealed(files)) {
        write(files);
      }
    } catch (IOException held) {
      progress.tell("report", "missing", FileFailure.reason(held));
    }
    return new FolderSealer(state, host, progress).seal(files, lineage);
  }

  private void write(RunFolder files) {
    try {
      var run = RunRecords.state(files.folder());
      if (run.isPresent()) {
        DurableFile.write(files.runbook(), RunbookJson.bytes(run.get().runbook()));
      }
      ReportFile.write(files, host.zone().get());
      progress.tell("report", "written", files.report().toString());
    } catch (ProblemException failed) {
      progress.tell("report", "missing", failed.problem().happened());
    } catch (IOException unwritable) {
      progress.tell("report", "missing", FileFailure.reason(unwritable));
    }
  }

  /// Whether the folder is closed, so that writing anything into it would break its seal. A journal
  /// that lost its end, or all, does not tell that any more, and the seal beside it does.
  public static boolean sealed(RunFolder files) {
    if (Files.exists(files.seal())) {
      return true;
    }
    try {
      return RunRecords.state(files.folder()).filter(RunState::sealed).isPresent();
    } catch (ProblemException damaged) {
      return false;
    }
  }
}
