package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.CommitTrigger;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.wire.Await;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Triggers on the tables, with a real agent, keeper and PostgreSQL.
@ExtendWith(Binaries.class)
class GuardCommitTriggerTest {
  /// Goal: a session that waits for nobody, and so passes the gate, is refused once the lease is
  /// over, by the server alone. Method: SIGSTOP of agent and keeper, with the server left running;
  /// then SIGCONT.
  @Test
  @Tag("invariant-47")
  void a_session_that_waits_for_nobody_is_refused_past_the_lease(Installation postgres)
      throws Exception {
    var regions = TestRegions.triggered(postgres);
    try {
      regions.edge().begin();
      regions.west().begin();
      var east = regions.east();
      east.begin();
      east.initialise();
      try (var client = east.services()) {
        client.execute("SET synchronous_commit = off");
        client.execute("CREATE TABLE orders (id int)");
        Await.until("the table is covered", () -> covered(east));
        Await.until("it writes", () -> writes(client));

        east.signalGuards(Signal.STOP);
        Await.until("it is refused", () -> !writes(client));
        assertThat(writes(client)).as("while its guards are frozen").isFalse();

        east.signalGuards(Signal.CONT);
        Await.until("it writes again", () -> writes(client));
      }
    } finally {
      regions.close();
    }
  }

  private static boolean covered(TestRegions.Region region) throws Exception {
    try (var admin = region.superuser()) {
      return admin
              .queryNumbers("SELECT count(*) FROM pg_trigger WHERE tgrelid = 'orders'::regclass")[0]
          == 1;
    }
  }

  private static boolean writes(Session client) throws SQLException {
    try {
      client.execute("INSERT INTO orders VALUES (1)");
      return true;
    } catch (SQLException refused) {
      assertThat(refused.getSQLState()).isEqualTo(CommitTrigger.REFUSED);
      return false;
    }
  }
}
