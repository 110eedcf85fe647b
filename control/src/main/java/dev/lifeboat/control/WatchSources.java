package dev.lifeboat.control;

import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.watch.AsyncWindowFolder;
import dev.lifeboat.watch.WatchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What watches leave for each other: beside the placements, or on this machine.
///
/// @param notes of earlier watches
/// @param lapses spans in which databases went on without their replicas
public record WatchSources(WatchFolder notes, AsyncWindowFolder lapses) {

  /// Those of the plan's regions.
  ///
  /// @throws ProblemException LB4001 when there is no room for what is kept
  static WatchSources of(Platform platform, PlanFile file, Path state) throws ProblemException {
    var folder = folder(platform, file, state);
    try {
      Files.createDirectories(folder);
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "make",
          folder,
          unwritable,
          "what a watch knows of the primary could not be kept, so nothing was changed",
          "free disk space, or mend the permissions");
    }
    return new WatchSources(new WatchFolder(folder), new AsyncWindowFolder(folder));
  }

  /// Where they are; this makes no folder.
  public static Path folder(Platform platform, PlanFile file, Path state) {
    return platform.notes().orElseGet(() -> state.resolve("watch").resolve(file.plan().name()));
  }
}
