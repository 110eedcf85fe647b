package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Region that is to take a restored database, asked before anybody is fenced for it. The old files
/// stay until a person removes them, so that what is restored needs room beside them.
///
/// @param seen of the database by the region's agent
/// @param folder where its files are restored
record RestoreTarget(Goal.Restored goal, DatabaseState seen, Path folder, long freeBytes) {
  private static final long MEBIBYTE = 1L << 20;

  /// For the log behind the base, and for what the server writes while it recovers: as for a clone.
  private static final long LOG_BYTES = 256 * MEBIBYTE;

  /// As it is now.
  ///
  /// @throws IOException when its agent, or its file system, does not say
  static RestoreTarget of(LabClients clients, Goal.Restored goal, Path folder)
      throws IOException, InterruptedException {
    var seen =
        AgentStates.database(
            clients.agent(goal.region()).freshState(goal.resource()), goal.resource());
    return new RestoreTarget(goal, seen, folder, free(folder));
  }

  /// The folder, and those that it is in, need not be there yet; what is in it goes first.
  static long free(Path folder) throws IOException {
    var there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    long left = FileTree.isThere(folder) ? FileTree.bytes(folder) : 0;
    return Files.getFileStore(there).getUsableSpace() + left;
  }

  /// @param point of the base, which alone is known in bytes
  Readiness readiness(VaultPoint point) {
    if (seen.care().held()) {
      return notReady(
          Code.LB2011, "it is held and must not be started", "release it: 'lifeboat lab status'");
    }
    return missing(point)
        .map(it ->
            notReady(
                Code.LB2004,
                it,
                "make room: see 'lifeboat ledger PLAN --kept', and remove one with '--remove NAME'"))
        .orElseGet(Readiness::ready);
  }

  private Optional<String> missing(VaultPoint point) {
    if (freeBytes - LOG_BYTES >= point.bytes()) {
      return Optional.empty();
    }
    return Optional.of(
        "the base takes %s, and %s are wanted for its log; %s are free in %s"
            .formatted(size(point.bytes()), size(LOG_BYTES), size(freeBytes), folder.getParent()));
  }

  private Readiness notReady(Code code, String why, String todo) {
    return Readiness.notReady(
        Problem.lasting(
            code,
            "%s cannot be restored in %s: %s".formatted(goal.resource(), goal.region(), why),
            "no writer would come up there; nothing was changed",
            todo));
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", (bytes + MEBIBYTE - 1) / MEBIBYTE);
  }
}
