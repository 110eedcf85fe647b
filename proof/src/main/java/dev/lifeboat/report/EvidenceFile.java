package dev.lifeboat.report;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.Sha256;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// One file of a run's folder, on which a report rests.
///
/// @param bytes how many, for people
/// @param sha256 of its bytes, in lower-case hexadecimal
record EvidenceFile(String name, String bytes, String sha256) {

  /// All of a folder, by name; without the report, the temporary file that it is written to first,
  /// and what is not yet what it will be when the folder is sealed.
  static List<EvidenceFile> of(RunFolder folder) throws ProblemException {
    var report = String.valueOf(folder.report().getFileName());
    try (var names = Files.list(folder.folder())) {
      var files = new ArrayList<EvidenceFile>();
      for (var file : names.filter(Files::isRegularFile).sorted().toList()) {
        var name = String.valueOf(file.getFileName());
        if (!name.startsWith(report) && !file.equals(folder.journal())) {
          files.add(
              new EvidenceFile(
                  name, TimeText.count(Files.size(file)), Sha256.of(Files.readAllBytes(file))));
        }
      }
      return List.copyOf(files);
    } catch (IOException unreadable) {
      throw FileFailure.ofRun(
          "read",
          folder.folder(),
          unreadable,
          "no report was written; the run's files are as they were",
          FileFailure.remedy(unreadable) + ", then 'lifeboat report " + folder.run() + "'");
    }
  }
}
