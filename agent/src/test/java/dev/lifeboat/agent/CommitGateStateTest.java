package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.CommitGateState;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.wire.Await;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What agents know of the commit gate, with real agents, keepers and PostgreSQL.
@ExtendWith(Binaries.class)
class CommitGateStateTest {
  /// Goal: a role whose commits pass the gate is told by its region, and by the other one when the
  /// region is lost. Method: both regions first say that the gate is in force; then one statement
  /// of a DBA, and SIGKILL of all that lives in east.
  @Test
  void a_gate_that_is_not_in_force_is_told_also_by_the_copy_of_a_lost_region(Installation postgres)
      throws Exception {
    var regions = TestRegions.leased(postgres);
    try {
      regions.edge().begin();
      var east = regions.east();
      east.begin();
      regions.west().begin();
      east.initialise();
      Await.until("east says so", () -> gate(east).filter(CommitGateState::inForce).isPresent());
      regions.cloneWest();
      var west = regions.west();
      Await.until("west heard so", () -> gate(west).equals(gate(east)));
      assertThat(gate(west).orElseThrow().epoch()).isEqualTo(1);

      try (var admin = east.superuser()) {
        admin.execute("ALTER ROLE app SET synchronous_commit = local");
      }
      east.awaitWhy("the commit gate was not in force since", "role app sets synchronous_commit");
      Await.until("west heard of it", () -> gate(west).filter(it -> !it.inForce()).isPresent());
      east.kill();

      assertThat(gate(west).orElseThrow().words())
          .contains("not in force since", "role app sets synchronous_commit = local");
      assertThat(west.orders().care().why()).as("it is no fault of west").isNull();
    } finally {
      regions.close();
    }
  }

  private static Optional<CommitGateState> gate(TestRegions.Region region) throws Exception {
    return Optional.ofNullable(region.orders().commitGate());
  }
}
