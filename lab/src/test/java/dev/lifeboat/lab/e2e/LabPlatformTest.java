package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.ControllerProcesses;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.drill.Loans;
import dev.lifeboat.drill.RowDamage;
import dev.lifeboat.drill.Sandboxes;
import dev.lifeboat.drill.VaultAttacks;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provider.BackupSources;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Ledgers;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.PlatformContract;
import dev.lifeboat.provider.RestoreTrials;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The contract of every provider, with real processes.
@Timeout(900)
@ExtendWith(SharedLab.InTests.class)
final class LabPlatformTest extends PlatformContract {
  private static RunningLab lab;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(RunningLab::atOnce);
  }

  @Override
  protected Plan plan() {
    return lab.plan;
  }

  @Override
  protected Platform platform() {
    return lab.lab;
  }

  @Test
  void the_kind_tells_of_sandboxes_and_loans_before_there_is_a_lab() {
    assertThat(new LabKind().hasSandboxes()).isEqualTo(abilities().contains(Sandboxes.class));
    assertThat(new LabKind().lendsReads()).isEqualTo(abilities().contains(Loans.class));
  }

  @Override
  protected Set<Class<? extends Platform.Ability>> abilities() {
    return Set.of(
        BackupSources.class,
        Drills.class,
        Faults.class,
        Ledgers.class,
        Loans.class,
        RestoreTrials.class,
        RowDamage.class,
        Sandboxes.class,
        ControllerProcesses.class,
        VaultAttacks.class);
  }
}
