package dev.lifeboat.plan;

import java.time.Duration;
import java.util.Optional;

/// Time that backups stay at least.
///
/// @param keep as the workload says it, else as its tier does
/// @param isSaid whether the workload says it itself
/// @param kind of the data, which may have it stay longer
public record BackupKeep(Duration keep, boolean isSaid, Optional<DataClass> kind) {
  /// What holds: the longer of both; empty for ever.
  public Optional<Duration> inForce() {
    return kind.map(DataClass::kept)
        .orElse(Optional.of(keep))
        .map(it -> it.compareTo(keep) > 0 ? it : keep);
  }
}
