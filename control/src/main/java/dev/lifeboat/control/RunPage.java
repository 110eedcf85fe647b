package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneId;

/// The page of a run that somebody asks for while another process may execute the run, or seal it.
public final class RunPage {
  private RunPage() {}

  /// What the page is about, as far as it decides what the page says at its end.
  private record Progress(boolean over, boolean judged) {}

  /// Makes it again from the run's files: also for a run that has gone on since, or whose page is
  /// gone. A page that was sealed stays: another hour or zone would break the seal.
  ///
  /// @return whether it stayed
  /// @throws ProblemException as [ReportFile#write(RunFolder, ZoneId)]
  public static boolean write(RunFolder files, ZoneId zone) throws ProblemException {
    if (stays(files)) {
      return true;
    }
    while (true) {
      var before = progress(files);
      var page = ReportFile.html(files, zone);
      try (var _ = files.lock()) {
        if (stays(files)) {
          return true;
        }
        // Else a page of a run that went on would take the place of the one it ended with.
        if (before.equals(progress(files))) {
          ReportFile.write(files, page);
          return false;
        }
      } catch (IOException held) {
        throw FileFailure.ofMachine(
            "write",
            files.report(),
            held,
            "the run and its evidence are untouched; only the page is missing",
            "mend the permissions, or wait for who seals it, then 'lifeboat report %s'"
                .formatted(files.run()));
      }
    }
  }

  private static boolean stays(RunFolder files) {
    return RunFiles.sealed(files) && Files.exists(files.report());
  }

  /// Of a damaged run the page says what could be read.
  private static Progress progress(RunFolder files) {
    return new Progress(isOver(files), Files.exists(files.result()));
  }

  private static boolean isOver(RunFolder files) {
    try {
      return RunRecords.state(files.folder()).filter(RunState::isOver).isPresent();
    } catch (ProblemException damaged) {
      return false;
    }
  }
}
