package dev.lifeboat.cli.aws;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.ProvisionIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Templates of a plan, written into a folder of their own.
record EmittedFiles(Path folder, ProvisionFiles made) {

  /// Writes all of them.
  ///
  /// @throws ProblemException LB1004 when the folder is not empty
  void write() throws ProblemException {
    requireEmpty();
    for (var entry : made.files().entrySet()) {
      var file = folder.resolve(entry.getKey());
      try {
        DurableFile.createFolders(DurableFile.folderOf(file));
        DurableFile.write(file, entry.getValue().getBytes(StandardCharsets.UTF_8));
      } catch (IOException unwritable) {
        throw FileFailure.ofMachine(
            "write",
            file,
            unwritable,
            "the folder lacks files, so that nothing of it may be deployed",
            "free disk space, mend the permissions, or name another folder");
      }
    }
  }

  /// What an older plan left in it would be taken for part of the new one.
  private void requireEmpty() throws ProblemException {
    try {
      if (!DurableFile.list(folder).isEmpty()) {
        throw Failures.usage(
            "%s is not empty".formatted(folder),
            "nothing was written",
            "name a new folder, or remove that one");
      }
    } catch (IOException unreadable) {
      throw FileFailure.ofMachine(
          "read", folder, unreadable, "nothing was written", "name another folder");
    }
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add("wrote   %s below %s".formatted(Count.of(made.files().size(), "file"), folder));
    made.index().steps().stream().map(ProvisionIndex.Step::line).forEach(lines::add);
    lines.add(
        "needs   %s that the plan names and no template makes; index.json lists what"
            .formatted(Count.of(made.index().needs().size(), "thing")));
    return lines;
  }
}
