package dev.lifeboat.control;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.KnownBacklog;
import dev.lifeboat.watch.LapseFolder;
import dev.lifeboat.watch.WatchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What watches leave for each other: beside the placements, or on this machine.
///
/// @param notes of earlier watches
/// @param lapses spans in which databases went on without their replicas
/// @param history that outlives the regions: on this machine
record WatchSources(WatchFolder notes, LapseFolder lapses, WatchFolder history) {

  /// For whoever reads; this makes no folder.
  static WatchSources of(ControlledWorkload of) {
    var folder = folder(of);
    return new WatchSources(
        new WatchFolder(folder),
        new LapseFolder(folder),
        history(of.state(), of.file().plan().name()));
  }

  /// For whoever leaves something there.
  ///
  /// @throws ProblemException LB4001 when there is no room for what is kept
  static WatchSources made(ControlledWorkload of) throws ProblemException {
    var folder = folder(of);
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
    return of(of);
  }

  private static Path folder(ControlledWorkload of) {
    return of.platform()
        .notes()
        .orElseGet(() -> history(of.state(), of.file().plan().name()).folder());
  }

  /// What watches of a plan kept on this machine.
  static WatchFolder history(Path state, String plan) {
    return new WatchFolder(state.resolve("watch").resolve(plan));
  }

  /// What the last watch of the primary in `region` knew of its copies.
  Backlog backlog(Workload workload, String region) throws ProblemException {
    return notes
        .backlog(workload.name())
        .filter(known -> known.region().equals(region))
        .map(KnownBacklog::backlog)
        .orElse(Backlog.unknown());
  }
}
