package dev.lifeboat.control;

import dev.lifeboat.history.Proofs;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.watch.CopyLag;
import dev.lifeboat.watch.Lapse;
import java.util.List;
import java.util.Optional;

/// What is known of a workload now.
///
/// @param writer empty when nobody knows where it is
/// @param openRun the one that `resume` would take up
/// @param proofs its drills
/// @param why it is not ready, each in a line; empty if it is
public record WorkloadStatus(
    Workload workload,
    Recoverability readiness,
    Optional<SeenWriter> writer,
    Optional<RunId> openRun,
    Proofs proofs,
    Protection protection,
    List<String> why) {

  /// What stands between it and a disaster.
  ///
  /// @param lapses of its databases: those that go on, else the newest
  /// @param backups of each database in each of its vaults
  public record Protection(
      WatchOutlook watch, List<Lapse> lapses, CopyLag copies, List<BackupAge> backups) {}

  /// The writer, as it was seen just now.
  ///
  /// @param failed its checks that failed, with their reasons; empty if it answers, nobody looked
  ///   or nobody could: then `why` says so
  public record SeenWriter(String region, Optional<String> failed) {}
}
