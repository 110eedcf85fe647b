package dev.lifeboat.cli.store;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Folder that relative paths of a plan's vaults and of their keys start from: that of the plan
/// which its lab was brought up with, while there is one, else that of the plan file. A run that is
/// taken up has its plan in a folder of its own, a rehearsal is a file of its own, and their vaults
/// are where those of the first one are.
record VaultFolder(PlanFile file, Path state) {
  /// @throws ProblemException when that cannot be read
  Path path() throws ProblemException {
    var lab = Topology.folder(state, file.plan().name());
    var origin = new LabFolder(lab, lab, lab).origin();
    try {
      return DurableFile.read(origin)
          .map(it -> Path.of(new String(it, StandardCharsets.UTF_8)))
          .orElseGet(() -> DurableFile.folderOf(file.path().toAbsolutePath()));
    } catch (IOException unread) {
      throw FileFailure.of(
          "read", origin, unread, "where its vaults are is not known", "mend the permissions");
    }
  }
}
