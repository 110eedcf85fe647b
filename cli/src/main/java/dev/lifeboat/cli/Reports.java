package dev.lifeboat.cli;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.report.Report;
import java.time.ZoneId;

/// The page that every run leaves behind.
final class Reports {
  private Reports() {}

  /// Writes the page and tells where it is. A page that cannot be written changes nothing about the
  /// run, so that is told and no more.
  static void write(RunFolder files, Talk talk) {
    try {
      Report.write(files, ZoneId.systemDefault());
      talk.tell("report", "written", files.report().toString());
    } catch (ProblemException failed) {
      talk.tell("report", "missing", failed.problem().happened());
    }
  }
}
