package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Region that is to take a restored database, asked before anybody is fenced for it. The old files
/// stay until a person removes them, so that what is restored needs room beside them, and so does
/// each database of the workload that is restored into the same file system.
///
/// @param seen of the database by the region's agent
/// @param folder where its files are restored
record RestoreTarget(Goal.Restored goal, DatabaseState seen, Path folder, long freeBytes) {
  private static final long MEBIBYTE = 1L << 20;

  /// For what the server writes while it recovers: as for a clone.
  private static final long RECOVERY_BYTES = 256 * MEBIBYTE;

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
    long left = FileTree.isThere(folder) ? FileTree.bytes(folder) : 0;
    return Files.getFileStore(existing(folder)).getUsableSpace() + left;
  }

  /// Whether both are in one file system, though they need not be there yet.
  static boolean shareRoom(Path one, Path other) throws IOException {
    return Files.getFileStore(existing(one)).equals(Files.getFileStore(existing(other)));
  }

  private static Path existing(Path folder) {
    var there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  /// @param point tells how much its base and its log take
  /// @param beside the same of others that take of the same room
  Readiness readiness(VaultPoint point, List<VaultPoint> beside) {
    if (seen.care().held()) {
      return notReady(
          Code.LB2011, "it is held and must not be started", "release it: 'lifeboat lab status'");
    }
    return missing(point, beside)
        .map(it ->
            notReady(
                Code.LB2004,
                it,
                "make room: see 'lifeboat ledger PLAN --kept', and remove one with '--remove NAME'"))
        .orElseGet(Readiness::ready);
  }

  private Optional<String> missing(VaultPoint point, List<VaultPoint> beside) {
    long others = beside.stream().mapToLong(it -> it.bytes() + RECOVERY_BYTES).sum();
    if (freeBytes - RECOVERY_BYTES - others >= point.bytes()) {
      return Optional.empty();
    }
    return Optional.of(
        "its base and log take %s, and %s are wanted for its recovery%s; %s are free in %s"
            .formatted(
                size(point.bytes()),
                size(RECOVERY_BYTES),
                beside.isEmpty()
                    ? ""
                    : ", %s for %s beside it"
                        .formatted(size(others), Count.of(beside.size(), "database")),
                size(freeBytes),
                folder.getParent()));
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
