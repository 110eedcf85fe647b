package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A real server: nothing is committed past the lease, by whomever and in whatever way.
@ExtendWith(Binaries.class)
class CommitTriggerTest {
  /// Far longer than the test takes.
  private static final Duration LEASE = Duration.ofMinutes(10);

  /// Goal: also a transaction that began, and took its snapshot, within the lease.
  @Test
  @Tag("invariant-47")
  void a_transaction_is_refused_at_its_commit_once_the_lease_is_over(Site site) throws Exception {
    var east = site.primary("east");
    try (var admin = Session.open(east.admin(), Site.DEADLINE);
        var client = Session.open(east.admin(), Site.DEADLINE)) {
      admin.execute("CREATE TABLE orders (id int)");
      CommitTrigger.prepare(admin);
      assertThat(cover(admin)).isEqualTo(1);
      CommitTrigger.hold(admin, Instant.now().plusSeconds(60));
      client.execute("SET synchronous_commit = off");
      client.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
      client.execute("INSERT INTO orders VALUES (1)");
      CommitTrigger.hold(admin, Instant.now().plusSeconds(90));
      client.execute("COMMIT");

      client.execute("BEGIN ISOLATION LEVEL REPEATABLE READ");
      client.execute("INSERT INTO orders VALUES (2)");
      CommitTrigger.hold(admin, Instant.EPOCH);
      assertRefused(() -> client.execute("COMMIT"));
      assertRefused(() -> client.execute("UPDATE orders SET id = 3"));
      assertRefused(() -> client.execute("DELETE FROM orders"));

      assertThat(admin.queryNumbers("SELECT id FROM orders")).containsExactly(1L);
    }
  }

  @Test
  void a_lease_that_was_never_told_lets_nothing_pass_and_new_tables_are_covered(Site site)
      throws Exception {
    var east = site.primary("east");
    try (var admin = Session.open(east.admin(), Site.DEADLINE)) {
      admin.execute("CREATE TABLE \"Odd Name\" (id int)");
      CommitTrigger.prepare(admin);
      CommitTrigger.prepare(admin);
      assertThat(cover(admin)).isEqualTo(1);
      assertRefused(() -> admin.execute("INSERT INTO \"Odd Name\" VALUES (1)"));

      admin.execute("CREATE TABLE later (id int)");
      admin.execute("INSERT INTO later VALUES (1)");
      assertThat(cover(admin)).isEqualTo(1);
      assertThat(cover(admin)).isZero();
      assertRefused(() -> admin.execute("INSERT INTO later VALUES (2)"));
    }
  }

  /// `IF NOT EXISTS` does not see what another transaction is just making.
  @Test
  void two_who_make_it_at_once_both_find_it_made(Site site) throws Exception {
    var east = site.primary("east");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var first = Session.open(east.admin(), Site.DEADLINE);
        var second = Session.open(east.admin(), Site.DEADLINE)) {
      first.execute("BEGIN");
      CommitTrigger.prepare(first);
      var late =
          threads.submit(() -> {
            CommitTrigger.prepare(second);
            return true;
          });
      while (first.queryNumbers("SELECT 1 FROM pg_locks WHERE NOT granted").length == 0) {
        Thread.onSpinWait();
      }
      first.execute("COMMIT");
      assertThat(late.get()).isTrue();
    }
  }

  /// Goal: what docs/fencing.md says of a server whose wall clock is stepped. Method: a step of
  /// that clock is one of the time that was told, the other way.
  @Test
  void a_step_of_the_servers_clock_counts_until_it_is_told_again(Site site) throws Exception {
    var east = site.primary("east");
    try (var admin = Session.open(east.admin(), Site.DEADLINE)) {
      admin.execute("CREATE TABLE orders (id int)");
      CommitTrigger.prepare(admin);
      assertThat(cover(admin)).isEqualTo(1);

      CommitTrigger.holdFor(admin, () -> LEASE);
      stepClock(admin, LEASE.multipliedBy(2));
      assertRefused(() -> admin.execute("INSERT INTO orders VALUES (1)"));
      CommitTrigger.holdFor(admin, () -> LEASE);
      admin.execute("INSERT INTO orders VALUES (2)");

      CommitTrigger.holdFor(admin, () -> Duration.ZERO);
      assertRefused(() -> admin.execute("INSERT INTO orders VALUES (3)"));
      stepClock(admin, LEASE.negated());
      admin.execute("INSERT INTO orders VALUES (4)");
      CommitTrigger.refuse(admin);
      assertRefused(() -> admin.execute("INSERT INTO orders VALUES (5)"));

      assertThat(admin.queryNumbers("SELECT id FROM orders")).containsExactly(2L, 4L);
    }
  }

  private static void stepClock(Session admin, Duration forward) throws SQLException {
    admin.execute(
        "SELECT setval('lifeboat.lease_until', last_value - (%d)) FROM lifeboat.lease_until"
            .formatted(forward.toMillis()));
  }

  private static int cover(Session admin) throws SQLException {
    var cover = TriggerCover.cover(admin, Site.DEADLINE);
    assertThat(cover.bare()).isEmpty();
    return cover.added();
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("holds no lease")
        .extracting(refused -> ((SQLException) refused).getSQLState())
        .isEqualTo(CommitTrigger.REFUSED);
  }
}
