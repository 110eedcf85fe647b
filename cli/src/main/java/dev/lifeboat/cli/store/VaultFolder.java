package dev.lifeboat.cli.store;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Folder that relative paths of a plan's vaults and of their keys start from: that of the plan
/// which its lab was brought up with, while there is one, else that of the plan file. A run that is
/// taken up has its plan in a folder of its own, a rehearsal is a file of its own, and their vaults
/// are where those of the first one are.
record VaultFolder(PlanFile file, Path state) {
  /// That of a vault and its key.
  ///
  /// @throws ProblemException when it cannot be read; LB9002 when there is a vault beside the plan
  ///   file, and another one where the lab's is: a backup would go where no failover looks for it
  Path of(VaultPlace place) throws ProblemException {
    var own = DurableFile.folderOf(file.path().toAbsolutePath());
    var lab = Topology.folder(state, file.plan().name());
    var origin = new LabFolder(lab, lab, lab).origin();
    try {
      var labs =
          DurableFile.read(origin).map(it -> Path.of(new String(it, StandardCharsets.UTF_8)));
      if (labs.isPresent() && !place.isBucket()) {
        requireOne(place, labs.get(), own);
      }
      return labs.orElse(own);
    } catch (IOException unread) {
      throw FileFailure.of(
          "read", origin, unread, "where its vaults are is not known", "mend the permissions");
    }
  }

  /// @param brought the folder of the plan that the lab was brought up with
  private void requireOne(VaultPlace place, Path brought, Path beside)
      throws IOException, ProblemException {
    var labs = brought.resolve(place.url());
    var own = beside.resolve(place.url());
    if (Files.exists(labs) && Files.exists(own) && !Files.isSameFile(labs, own)) {
      throw ProblemException.lasting(
          Code.LB9002,
          "vault '%s' is in two places: %s, where the lab was brought up, and %s, beside %s"
              .formatted(place.name(), labs.normalize(), own.normalize(), file.typed()),
          "which one is meant is not known; nothing was read or written",
          "name the plan file in %s, or end that lab by 'lifeboat lab down'".formatted(brought));
    }
  }
}
