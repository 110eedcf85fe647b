package dev.lifeboat.lab.setup;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.postgres.Launcher;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;

/// A folder below the temporary one for PostgreSQL's files, where it must run as another user who
/// cannot reach the state folder. It is recorded in `elsewhere` of that and removed with it.
///
/// @param state the state folder
record ReachableFolder(Path state) {
  private Path record() {
    return state.resolve("elsewhere");
  }

  /// The one that is in use.
  Optional<Path> recorded() throws IOException {
    return DurableFile.read(record())
        .map(bytes -> Path.of(new String(bytes, StandardCharsets.UTF_8)));
  }

  /// Makes and records one where it is needed.
  Optional<Path> choose() throws IOException, InterruptedException {
    var recorded = recorded();
    if (recorded.isPresent() || Launcher.user().isEmpty() || Launcher.canReach(state)) {
      return recorded;
    }
    var folder =
        Path.of(System.getProperty("java.io.tmpdir"))
            .resolve("lifeboat-" + HexFormat.of().toHexDigits(state.toString().hashCode()));
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    DurableFile.write(record(), folder.toString().getBytes(StandardCharsets.UTF_8));
    return Optional.of(folder);
  }

  /// Removes it, if there is one, unless a lab is left in `labs`.
  void release(Path labs) throws ProblemException {
    try {
      var elsewhere = recorded();
      if (elsewhere.isPresent() && DurableFile.list(labs).isEmpty()) {
        FileTree.delete(elsewhere.get());
        Files.delete(record());
      }
    } catch (IOException undeletable) {
      throw Problem.lasting(
              Code.LB5005,
              "the folder recorded in %s cannot be removed: %s"
                  .formatted(record(), FileFailure.reason(undeletable)),
              "the lab is down; only that folder is left",
              "remove it by hand")
          .asException(undeletable);
    }
  }
}
