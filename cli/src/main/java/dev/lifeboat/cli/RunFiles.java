package dev.lifeboat.cli;

import dev.lifeboat.durable.DurableFile;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.Report;
import dev.lifeboat.runbook.RunbookJson;
import java.io.IOException;
import java.time.ZoneId;

/// What a run leaves behind beside its journal: the runbook it executed, and its page. Written once
/// the run has stopped, so that they cost the recovery nothing; both follow from the journal.
final class RunFiles {
  private RunFiles() {}

  /// Writes both and tells where the page is. One that cannot be written changes nothing about the
  /// run, so that is told and no more.
  static void complete(RunFolder files, Talk talk) {
    try {
      var state = RunRecords.state(files.folder());
      if (state.isPresent()) {
        DurableFile.write(files.runbook(), RunbookJson.bytes(state.get().runbook()));
      }
      Report.write(files, ZoneId.systemDefault());
      talk.tell("report", "written", files.report().toString());
    } catch (ProblemException failed) {
      talk.tell("report", "missing", failed.problem().happened());
    } catch (IOException unwritable) {
      talk.tell("report", "missing", String.valueOf(unwritable.getMessage()));
    }
  }
}
