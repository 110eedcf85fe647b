package dev.lifeboat.runbook;

import dev.lifeboat.plan.AssessPolicy;
import dev.lifeboat.plan.BackupKeep;
import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.BackupTimes;
import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanPeople;
import dev.lifeboat.plan.ProviderValues;
import dev.lifeboat.plan.Routine;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.plan.Workload;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The shop with nothing elsewhere but backups of its database.
public final class VaultedStorefront {
  private VaultedStorefront() {}

  /// In one vault, which is in neither region.
  public static Plan plan() {
    return plan(Optional.of(backup(Optional.empty())), vault("offsite", Optional.empty()));
  }

  static VaultPlace vault(String name, Optional<String> region) {
    return new VaultPlace(name, "/" + name, region, Optional.empty(), Optional.empty());
  }

  static BackupPolicy backup(Optional<String> copyTo) {
    return new BackupPolicy(
        "offsite",
        copyTo,
        Duration.ofMinutes(5),
        new BackupTimes(Set.of(DayOfWeek.MONDAY), List.of(LocalTime.NOON), ZoneOffset.UTC),
        new BackupKeep(Duration.ofDays(35), false, Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }

  static Plan plan(Optional<BackupPolicy> backup, VaultPlace... vaults) {
    var plan = Storefront.plan(Strategy.BACKUP_AND_RESTORE, FailoverPolicy.Trigger.AUTOMATIC);
    var shop = plan.workload(Storefront.SHOP);
    var kept =
        new Workload(
            shop.name(),
            shop.owner(),
            shop.criticality(),
            shop.objectives(),
            shop.impact(),
            shop.needs(),
            shop.strategy(),
            shop.resources(),
            shop.verify(),
            shop.failover(),
            shop.failback(),
            backup,
            Routine.NONE);
    var places = new LinkedHashMap<String, VaultPlace>();
    for (var place : vaults) {
      places.put(place.name(), place);
    }
    return new Plan(
        plan.name(),
        plan.regions(),
        Map.of(kept.name(), kept),
        places,
        plan.lab(),
        ProviderValues.NONE,
        AssessPolicy.NONE,
        PlanPeople.NONE,
        plan.sha256());
  }
}
