package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RestoredFrom;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.runbook.Goal;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer.OrderAnnotation;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The reconcilers that clear a region of a database, and bring it back there from a vault, pass
/// the contract of all: what west had goes first, and is restored then.
@Timeout(300)
@ExtendWith(SharedLab.InTests.class)
@TestClassOrder(OrderAnnotation.class)
final class RestoreReconcilersTest {
  private static MovedLab moved;
  private static CopiedVault vault;

  @BeforeAll
  static void claim(SharedLab shared) throws Exception {
    var lab = shared.with(RestoreReconcilersTest::restored);
    vault = CopiedVault.ofWest(lab);
    moved = MovedLab.claim(lab.opened((_, _) -> vault));
  }

  private static String restored(String plan) {
    return plan.replace("warm-standby", "backup-and-restore")
            .replace("standby: 1", "standby: 0")
            .replace("    verify:", "    backup: { to: offsite, logs: 5m }\n    verify:")
        + "vaults: { offsite: { url: a } }\n";
  }

  @AfterAll
  static void follow() throws Exception {
    moved.followInWest();
  }

  @Nested
  @Order(1)
  final class StandDown extends LabReconcilerContract<Goal.Running> {
    StandDown() {
      super(moved, "DatabaseStandDown", new Goal.Running("orders", "west", 0, 0));
    }

    /// All of it is in the writer too.
    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(orders().server().running()).isFalse();
      assertThat(moved.lab().lab.folder().database("west", "orders")).doesNotExist();
      assertThat(kept()).isZero();
    }
  }

  @Nested
  @Order(2)
  final class Restore extends LabReconcilerContract<Goal.Restored> {
    Restore() {
      super(moved, "DatabaseRestore", new Goal.Restored("orders", "west"));
    }

    @Override
    protected void assertOneEffect() throws Exception {
      var seen = orders();
      assertThat(Objects.requireNonNull(seen.restored()).epoch()).isEqualTo(moved.epoch());
      assertThat(seen.duty().role()).isEqualTo(Role.REPLICA);
      assertThat(seen.writable()).contains(false);
      assertThat(RestoredFrom.folder(moved.lab().lab.folder().database("west", "orders")))
          .doesNotExist();
      assertThat(kept()).isZero();
      assertThat(vault.restores()).hasValue(1);
    }
  }

  private static DatabaseState orders() throws Exception {
    return Objects.requireNonNull(
        moved.lab().lab.clients().agent("west").freshState("orders").databases().get("orders"));
  }

  private static int kept() throws Exception {
    return moved.lab().lab.clients().agent("west").keptCopies("orders").copies().size();
  }
}
