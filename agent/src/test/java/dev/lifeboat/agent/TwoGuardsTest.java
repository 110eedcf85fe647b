package dev.lifeboat.agent;

import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.CommitTrigger;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SessionLoad;
import dev.lifeboat.wire.Await;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Two guards of one region: what clients see of it when one of them, or both, come and go.
@ExtendWith(Binaries.class)
class TwoGuardsTest {
  /// As on AWS by default.
  private static final LeaseTerms TERMS = LeaseTerms.lasting(Duration.ofSeconds(10));

  /// For so long at least a server was told to go on: it stops 1 s before the end of a lease that
  /// is renewed every 2.5 s, and a renewal takes a moment.
  private static final SessionLoad.Limits LIMITS =
      new SessionLoad.Limits(Duration.ofSeconds(6), TERMS.length());

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final MonotonicClock CLOCK = MonotonicClock.ofThisMachine();

  @TempDir private static Path keys;
  private static GuardedServer server;

  private final List<OwnVoter> voters =
      List.of(new OwnVoter(TERMS, CLOCK), new OwnVoter(TERMS, CLOCK), new OwnVoter(TERMS, CLOCK));
  private final List<WorkloadGuard> guards = new ArrayList<>();
  private int begun;

  @TempDir Path state;

  @BeforeAll
  static void begin(Installation postgres) throws Exception {
    server = new GuardedServer(postgres, keys);
  }

  @AfterAll
  static void remove() throws Exception {
    server.close();
  }

  @BeforeEach
  void make() throws Exception {
    server.forgetGuards();
    add();
    add();
  }

  @AfterEach
  void end() throws Exception {
    for (var guard : guards) {
      guard.end();
    }
  }

  /// One more, which remembers nothing, until it holds the lease.
  private void add() throws Exception {
    var guard =
        new WorkloadGuard(
            new WorkloadGuard.Place("shop", "east"),
            Map.of("east", voters.get(0), "west", voters.get(1), "arbiter", voters.get(2)),
            TERMS,
            CLOCK,
            Map.of("orders", server.logins()),
            state.resolve("guard-" + ++begun));
    guards.add(guard);
    guard.begin();
    Await.until("the database obeys", PATIENCE, guard::controls);
    guard.acquire(1, PATIENCE);
    Await.until("it lets in", PATIENCE, () -> guard.state().gates().containsValue("open"));
  }

  /// As its process dies: nothing is handed back.
  private void lose() throws Exception {
    guards.removeFirst().end();
  }

  @Test
  @Tag("invariant-51")
  void one_of_them_is_replaced_and_no_commit_is_refused() throws Exception {
    replace(3);
  }

  @Test
  @Tag("proof")
  void one_of_them_is_replaced_a_hundred_times() throws Exception {
    replace(100);
  }

  private void replace(int times) throws Exception {
    SessionLoad.assertUnseen(
        TwoGuardsTest::client,
        times,
        () -> {
          lose();
          add();
        },
        LIMITS);
  }

  @Test
  @Tag("invariant-51")
  void both_are_gone_and_one_comes_back() throws Exception {
    SessionLoad.assertStopped(
        TwoGuardsTest::client,
        () -> {
          lose();
          lose();
        },
        this::add,
        LIMITS);
  }

  /// What the trigger refuses ends no session.
  private static SessionLoad.Client client() throws SQLException {
    var session = Session.open(server.regions().east().endpoint(), Duration.ofSeconds(30));
    return new SessionLoad.Client() {
      @Override
      public boolean commit(int number) throws SQLException {
        try {
          session.execute("INSERT INTO orders VALUES (%d)".formatted(number));
          return true;
        } catch (SQLException failed) {
          if (CommitTrigger.REFUSED.equals(failed.getSQLState())) {
            return false;
          }
          throw failed;
        }
      }

      @Override
      public void close() throws SQLException {
        session.close();
      }
    };
  }
}
