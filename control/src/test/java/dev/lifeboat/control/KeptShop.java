package dev.lifeboat.control;

import dev.lifeboat.drill.MemoryRegions;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.BackupSources;
import dev.lifeboat.provider.RestoreTrials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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

  /// Why no restore that is tried is right, if there is a reason.
  volatile Optional<ProblemException> trouble = Optional.empty();

  /// What happens beside a restore that is tried.
  volatile Beside during = () -> {};

  /// As above.
  @FunctionalInterface
  interface Beside {
    void happens() throws IOException;
  }

  KeptShop(Path state) throws Exception {
    this(state, "{ url: a }");
  }

  /// @param offsite the first vault, as a plan declares it
  KeptShop(Path state, String offsite) throws Exception {
    this(state, offsite, "");
  }

  /// @param more of its `backup`
  KeptShop(Path state, String offsite, String more) throws Exception {
    this(state, offsite, more, "{ url: b }", "");
  }

  /// @param far the second vault
  /// @param keys of the plan beside
  KeptShop(Path state, String offsite, String more, String far, String keys) throws Exception {
    var kept = "    backup: { to: offsite, copyTo: far%s }\n    verify:".formatted(more);
    var text =
        Files.readString(StorefrontPlan.PLAN).replace("    verify:", kept)
            + "vaults: { offsite: %s, far: %s }\n%s".formatted(offsite, far, keys);
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

  /// Regions whose databases can be read, and where restored ones can be tried.
  private final class KeptRegions extends MemoryRegions implements BackupSources, RestoreTrials {
    KeptRegions(Plan plan, Path state) throws IOException, ProblemException {
      super(StorefrontPlan.KIND, plan, Placement.first("shop", "east"), state);
    }

    @Override
    public Login of(String region, Database database) {
      return new Login(region, 5432, database.name(), "replication", "secret");
    }

    @Override
    public Findings hold(Database database, Optional<String> query, Filling filling)
        throws InterruptedException, ProblemException {
      var _ = filling.into(Path.of(database.name()));
      try {
        during.happens();
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
      if (trouble.isPresent()) {
        throw trouble.get();
      }
      return new Findings(List.of("read: 2 tables with 7 rows"), "d1");
    }
  }
}
