package dev.lifeboat.cli.init;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Files that are to be written, each whole or not at all.
///
/// @param force whether one that is there may be replaced
record NewFiles(boolean force) {
  private static final Set<PosixFilePermission> USUAL =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rwxr-xr-x");

  /// What a file is to hold.
  sealed interface Content {
    record Text(String text) implements Content {}

    /// As another file is, also in whether it can be started.
    record Copy(Path of) implements Content {}

    /// What another file became; it can be started where that can.
    record Changed(Path of, String text) implements Content {}

    private byte[] bytes() throws IOException {
      return switch (this) {
        case Text(var text) -> text.getBytes(StandardCharsets.UTF_8);
        case Copy(var of) -> Files.readAllBytes(of);
        case Changed(_, var text) -> text.getBytes(StandardCharsets.UTF_8);
      };
    }

    private Set<PosixFilePermission> permissions() {
      boolean starts =
          switch (this) {
            case Text _ -> false;
            case Copy(var of) -> Files.isExecutable(of);
            case Changed(var of, _) -> Files.isExecutable(of);
          };
      return starts ? PROGRAM : USUAL;
    }
  }

  /// Refuses before anything is written.
  ///
  /// @throws ProblemException LB1004 with those that are there, LB6001 where none can be made
  void require(Iterable<Path> files) throws ProblemException {
    for (var file : files) {
      if (Files.isDirectory(file)) {
        throw Failures.usage(
            "%s is a folder".formatted(file), "nothing was written", "name the file of the plan");
      } else if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw Failures.usage(
            "%s is no file that could be replaced".formatted(file),
            "nothing was written",
            "name another file");
      } else if (!force && Files.exists(file)) {
        throw Failures.usage(
            "there is a %s already".formatted(file),
            "nothing was written",
            "name another file, or replace it with --force");
      }
      requireRoom(file);
    }
  }

  private static void requireRoom(Path file) throws ProblemException {
    try {
      var folder = DurableFile.folderOf(file);
      while (!DurableFile.isThere(folder)) {
        folder = DurableFile.folderOf(folder);
      }
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      } else if (!Files.isWritable(folder)) {
        throw new AccessDeniedException(folder.toString());
      }
    } catch (IOException unwritable) {
      throw FileFailure.ofMachine(
          "write",
          file,
          unwritable,
          "nothing was written",
          "mend the permissions, or name a file elsewhere");
    }
  }

  /// Writes them in their order; all of them, or none that was not there before.
  ///
  /// @throws ProblemException LB6001 when this machine does not let it
  List<Path> write(LinkedHashMap<Path, Content> files) throws ProblemException {
    require(files.keySet());
    var made = new FreshFiles();
    for (Map.Entry<Path, Content> entry : files.entrySet()) {
      var file = entry.getKey();
      try {
        made.write(file, entry.getValue().bytes());
        // The temporary file that it was is its owner's alone.
        Files.setPosixFilePermissions(file, entry.getValue().permissions());
      } catch (IOException unwritable) {
        throw FileFailure.ofMachine(
            "write",
            file,
            unwritable,
            made.remove(),
            "free disk space, mend the permissions, or name a file elsewhere");
      }
    }
    return List.copyOf(files.keySet());
  }
}
