package dev.lifeboat.lab.drill;

import dev.lifeboat.drill.ControllerProcesses;
import dev.lifeboat.drill.Sandboxes;
import dev.lifeboat.drill.VaultAttacks;
import dev.lifeboat.lab.fault.LabFaults;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.BackupSources;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.RestoreSource;
import java.util.List;
import java.util.function.Supplier;

/// What a lab can do for a workload beside moving it.
public final class LabAbilities {
  private LabAbilities() {}

  /// All of it; nothing is asked for that yet.
  ///
  /// @param vaults of the workload
  public static List<Platform.Ability> of(
      Plan plan,
      LabClients clients,
      Placements placements,
      Workload workload,
      Supplier<RestoreSource> vaults) {
    Ledgers ledgers =
        (region, run, epochs) ->
            new LabLedger(clients, plan.canary()).of(workload, region, run, epochs);
    Sandboxes sandboxes = () -> new LabSandbox(plan, workload, clients);
    ControllerProcesses controllers = command -> LabController.start(clients, command);
    VaultAttacks attacks = () -> vaults.get().attack();
    BackupSources backups =
        (region, database) -> {
          var at = clients.backup(region, database.name());
          return new BackupSources.Login(
              at.host(), at.port(), at.database(), at.user(), at.password());
        };
    return List.of(
        new LabFaults(plan, clients),
        backups,
        ledgers,
        new LabDrills(plan, clients, placements, workload),
        new LabRowDamage(plan.canary(), clients, placements, workload),
        attacks,
        new LabLoan(clients, plan, workload),
        new LabTrial(clients, plan.recovery().name()),
        sandboxes,
        controllers);
  }
}
