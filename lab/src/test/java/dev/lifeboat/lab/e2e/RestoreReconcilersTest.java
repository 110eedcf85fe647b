package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.KeptCopy;
import dev.lifeboat.agent.state.RestoredFrom;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Goal;
import java.time.Duration;
import java.util.List;
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
  private static final Duration REMOVAL = Duration.ofMinutes(1);

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
    for (var name : kept()) {
      var _ = west().within(REMOVAL).removeKept("orders", name);
    }
    FileTree.delete(vault.files());
  }

  @Nested
  @Order(1)
  final class StandDown extends LabReconcilerContract<Goal.Running> {
    StandDown() {
      super(moved, "DatabaseStandDown", new Goal.Running("orders", "west", 0, 0));
    }

    /// The server was stopped before: nobody can show that nothing is in its files alone.
    @Override
    protected void assertOneEffect() throws Exception {
      assertThat(orders().server().running()).isFalse();
      assertThat(moved.lab().lab.folder().database("west", "orders")).doesNotExist();
      assertThat(kept()).containsExactly(setAside());
    }
  }

  @Nested
  @Order(2)
  final class Restore extends LabReconcilerContract<Goal.Restored> {
    Restore() {
      super(moved, "DatabaseRestore", new Goal.Restored("orders", "west"));
    }

    @BeforeAll
    static void refuse() throws Exception {
      assertRefusedWhileOneIsSilent();
    }

    @Override
    protected void assertOneEffect() throws Exception {
      var seen = orders();
      assertThat(Objects.requireNonNull(seen.restored()).epoch()).isEqualTo(moved.epoch());
      assertThat(seen.duty().role()).isEqualTo(Role.REPLICA);
      assertThat(seen.writable()).contains(false);
      assertThat(RestoredFrom.folder(moved.lab().lab.folder().database("west", "orders")))
          .doesNotExist();
      assertThat(kept()).as("nothing was there to be kept").containsExactly(setAside());
      assertThat(vault.restores()).hasValue(1);
    }
  }

  /// Before anything is restored.
  private static void assertRefusedWhileOneIsSilent() throws Exception {
    vault.unread().set(List.of("vault 'far': no answer"));
    var goal = new Goal.Restored("orders", "west");
    var lab = moved.lab();
    var restore = lab.lab.reconcilers(lab.shop).reconciler(goal);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> restore.pursue(goal, moved.attempt(1)))
        .matches(it -> it.problem().retry() == Problem.Retry.LATER)
        .matches(it -> it.problem().happened().startsWith("vault 'far': no answer"));
    assertThat(vault.restores()).hasValue(0);
    vault.unread().set(List.of());
  }

  private static DatabaseState orders() throws Exception {
    return Objects.requireNonNull(west().freshState("orders").databases().get("orders"));
  }

  private static String setAside() {
    return "orders.kept-" + moved.epoch();
  }

  private static List<String> kept() throws Exception {
    return west().keptCopies("orders").copies().stream().map(KeptCopy::name).toList();
  }

  private static AgentClient west() {
    return moved.lab().lab.clients().agent("west");
  }
}
