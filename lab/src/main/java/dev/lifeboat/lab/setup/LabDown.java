package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.agent.process.RegionScope;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// Takes a lab down: no process, no file and no shared-memory segment is left. Needs nothing but
/// the folder, so that it works on a lab that never came up whole.
public final class LabDown {
  private static final Duration LONGEST_KILL = Duration.ofSeconds(10);

  private final LabFolder folder;
  private final ProcessTable host = ProcessTable.ofThisHost();

  public LabDown(LabFolder folder) {
    this.folder = folder;
  }

  /// Safe to repeat, also when there is no lab.
  ///
  /// @throws ProblemException LB5005 naming what could not be ended or removed
  public void run() throws InterruptedException, ProblemException {
    try {
      var segments = SharedSegments.below(folder.databases());
      for (var region : regions()) {
        var scope =
            new RegionScope(
                folder.lab(),
                region,
                folder.region(region),
                List.of(folder.region(region), folder.databases().resolve(region)));
        int _ = host.killAll(scope, LONGEST_KILL);
      }
      segments.remove();
      FolderTree.delete(folder.databases());
      FolderTree.delete(folder.lab());
    } catch (IOException failed) {
      throw Problem.lasting(
              Code.LB5005,
              "the lab could not be taken down: " + failed.getMessage(),
              "some of it is still there",
              "mend the cause, then 'lifeboat lab down' again")
          .asException(failed);
    }
  }

  /// Every folder of the lab is one of a region or of the edge.
  private List<String> regions() throws IOException {
    if (!Files.isDirectory(folder.lab())) {
      return List.of();
    }
    try (var names = Files.list(folder.lab())) {
      return names
          .filter(Files::isDirectory)
          .map(path -> String.valueOf(path.getFileName()))
          .toList();
    }
  }
}
