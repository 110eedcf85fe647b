package dev.lifeboat.report;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;

/// The page about one run: what came of it, what clients saw, what was done and proven.
///
/// Made from the run's folder alone, for a drill, for a failover, switchover or failback, and for a
/// run that has not ended. Safe to repeat: the same files give the same page.
public final class ReportFile {
  private ReportFile() {}

  /// Writes `report.html` into the run's folder, in place of an older one.
  ///
  /// @param zone of the times that people read; the page names it
  /// @throws ProblemException LB4004 when there is no such run; LB6001 when the page cannot be
  ///   written, with an older one untouched
  public static void write(RunFolder folder, ZoneId zone) throws ProblemException {
    write(folder, html(folder, zone));
  }

  /// As [#write(RunFolder, ZoneId)], of a page that was made before.
  public static void write(RunFolder folder, String page) throws ProblemException {
    try {
      DurableFile.write(folder.report(), page.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      throw FileFailure.ofMachine(
          "write",
          folder.report(),
          unwritable,
          "the run and its evidence are untouched; only the page is missing",
          "free disk space or mend the permissions, then 'lifeboat report %s'"
              .formatted(folder.run()));
    }
  }

  /// The page as text, for whoever keeps or sends it.
  ///
  /// @throws ProblemException LB4004 when there is no such run
  public static String html(RunFolder folder, ZoneId zone) throws ProblemException {
    return ReportPage.html(Contents.read(folder), new TimeText(zone));
  }
}
