package dev.lifeboat.control;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.KnownBases;
import dev.lifeboat.watch.RestoreProof;
import java.util.List;

/// Course of the backups of a database in a vault over time, by the notes of whoever took them, and
/// of whoever restored them to try them. The newest come first.
public record BackupHistory(List<KnownBases.Taken> backups, List<RestoreProof> proofs) {
  /// Where nobody can be asked.
  public static final BackupHistory NONE = new BackupHistory(List.of(), List.of());

  public BackupHistory {
    backups = List.copyOf(backups);
    proofs = List.copyOf(proofs);
  }

  /// As noted beside the placements.
  ///
  /// @throws ProblemException LB4001 when that cannot be read
  public static BackupHistory of(ControlledWorkload workload, String database, String vault)
      throws ProblemException {
    var notes = WatchSources.of(workload).notes();
    var name = workload.workload().name();
    return new BackupHistory(
        notes.bases(name, database, vault).backups(), notes.proofs(name, database, vault).proofs());
  }
}
