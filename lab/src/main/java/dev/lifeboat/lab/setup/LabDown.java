package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/// Takes a lab down: no process, no file and no shared-memory segment is left. Needs nothing but
/// the folder, so that it works on a lab that never came up whole.
public record LabDown(LabFolder folder) {
  private static final Duration LONGEST_KILL = Duration.ofSeconds(10);

  /// Safe to repeat, also when there is no lab.
  ///
  /// @param closing what goes with a lab: done once none seems to be up, while its files are there
  /// @throws ProblemException LB5005 naming what could not be ended or removed
  public void run(Runnable closing) throws InterruptedException, ProblemException {
    try {
      // First, so that whoever cuts this short leaves nothing that seems to be a lab.
      Files.deleteIfExists(folder.topology());
      closing.run();
      var segments = SharedSegments.below(folder.databases());
      // Every folder of the lab is one of a region or of the edge.
      for (var path : DurableFile.folders(folder.lab())) {
        var region = folder.scope(String.valueOf(path.getFileName()));
        int _ = ProcessTable.ofThisHost().killAll(region, LONGEST_KILL);
      }
      segments.remove();
      FileTree.delete(folder.databases());
      FileTree.delete(folder.lab());
    } catch (IOException failed) {
      throw Problem.lasting(
              Code.LB5005,
              "the lab could not be taken down: " + FileFailure.told(failed),
              "some of it is still there",
              "mend the cause, then 'lifeboat lab down' again")
          .asException(failed);
    }
  }
}
