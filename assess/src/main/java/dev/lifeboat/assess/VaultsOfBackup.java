package dev.lifeboat.assess;

import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.VaultPlace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Vaults that have each backup of a workload.
final class VaultsOfBackup {
  private VaultsOfBackup() {}

  static List<VaultPlace> of(BackupPolicy backup, Plan plan) {
    return Stream.concat(Stream.of(backup.to()), backup.copyTo().stream())
        .flatMap(it -> Optional.ofNullable(plan.vaults().get(it)).stream())
        .toList();
  }
}
