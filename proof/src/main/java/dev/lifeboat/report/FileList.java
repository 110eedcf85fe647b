package dev.lifeboat.report;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The files that a report rests on.
final class FileList {
  private static final int CHUNK_BYTES = 1 << 16;

  private FileList() {}

  /// By name; without the report, the temporary file that it is written to first, and what is not
  /// yet what it will be when the folder is sealed.
  static List<EvidenceFile> of(RunFolder folder) throws ProblemException {
    var report = String.valueOf(folder.report().getFileName());
    try (var names = Files.list(folder.folder())) {
      var files = new ArrayList<EvidenceFile>();
      for (var file : names.filter(Files::isRegularFile).sorted().toList()) {
        var name = String.valueOf(file.getFileName());
        if (!name.startsWith(report) && !file.equals(folder.journal())) {
          files.add(new EvidenceFile(name, Files.size(file), sha256(file)));
        }
      }
      return List.copyOf(files);
    } catch (IOException unreadable) {
      throw FileFailure.ofRun(
          "read",
          folder.folder(),
          unreadable,
          "no report was written; the run's files are as they were",
          "mend the permissions of the folder, then 'lifeboat report " + folder.run() + "'");
    }
  }

  private static String sha256(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      var chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
