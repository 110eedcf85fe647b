package dev.lifeboat.control;

import dev.lifeboat.drill.MemoryRegions;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.BackupSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The storefront in memory, whose plan has log every five minutes, a base at two each night, and a
/// second vault.
final class KeptShop {
  final HandClock clock = new HandClock();
  final MemoryVault vault = new MemoryVault(clock);
  final MemoryVault copy = new MemoryVault(clock);
  final PlanFile file;
  final MemoryRegions regions;
  final PlanBackup backup;

  KeptShop(Path state) throws Exception {
    this(state, "{ url: a }");
  }

  /// @param offsite the first vault, as a plan declares it
  KeptShop(Path state, String offsite) throws Exception {
    var text =
        Files.readString(StorefrontPlan.PLAN)
                .replace("    verify:", "    backup: { to: offsite, copyTo: far }\n    verify:")
            + "vaults: { offsite: %s, far: { url: b } }\n".formatted(offsite);
    file = StorefrontPlan.read(Files.writeString(state.resolve("lifeboat.yaml"), text));
    regions = new KeptRegions(file.plan(), state);
    backup =
        new PlanBackup(
            new ControlledWorkload(file, file.workload("shop"), regions, state),
            place -> place.name().equals("far") ? copy : vault,
            new HostProcess(
                clock, _ -> awaitNothing(), new SecureRandom(), () -> ZoneOffset.UTC, 1));
  }

  private static void awaitNothing() throws InterruptedException {
    var _ = new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
  }

  /// One that a test turns.
  static final class HandClock extends Clock {
    volatile Instant now = Instant.parse("2026-11-27T09:30:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /// Regions whose databases can be read.
  private static final class KeptRegions extends MemoryRegions implements BackupSources {
    KeptRegions(Plan plan, Path state) throws IOException, ProblemException {
      super(StorefrontPlan.KIND, plan, Placement.first("shop", "east"), state);
    }

    @Override
    public Login of(String region, Database database) {
      return new Login(region, 5432, database.name(), "replication", "secret");
    }
  }
}
