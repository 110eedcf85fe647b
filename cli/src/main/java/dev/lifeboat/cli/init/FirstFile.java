package dev.lifeboat.cli.init;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that is written where nothing is, and by one of all who try at the same moment.
record FirstFile(Path path) {
  private static final String NOTHING = "nothing was written";

  /// Its name is taken first, which one alone can do.
  void write(String text) throws ProblemException {
    try {
      DurableFile.createFolders(DurableFile.folderOf(path));
      var _ = Files.createFile(path);
    } catch (FileAlreadyExistsException taken) {
      throw Failures.usage(
          "there is a %s already".formatted(taken.getFile()),
          NOTHING,
          "name a file that is not there yet");
    } catch (IOException unwritable) {
      throw refused(unwritable);
    }
    try {
      DurableFile.replace(path, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      leave(unwritable);
      throw refused(unwritable);
    }
  }

  /// A name that holds nothing would refuse whoever tries again.
  private void leave(IOException unwritable) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException stays) {
      unwritable.addSuppressed(stays);
    }
  }

  private ProblemException refused(IOException unwritable) {
    return FileFailure.ofMachine(
        "write",
        path,
        unwritable,
        "it is empty, or not there",
        "free disk space, mend the permissions, or name a file elsewhere");
  }
}
