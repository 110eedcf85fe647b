package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What could pass the [CommitTrigger] of a real server: it is refused, or told, or else a limit
/// that docs/fencing.md tells.
@ExtendWith(Binaries.class)
class TriggerPassesTest {

  @Test
  void a_session_that_calls_itself_a_replica_is_refused_too(Site site) throws Exception {
    try (var admin = covered(site.primary("east"))) {
      CommitTrigger.refuse(admin);
      admin.execute("SET session_replication_role = replica");

      assertRefused(() -> admin.execute("INSERT INTO orders VALUES (1)"));
    }
  }

  /// Goal: triggers of an earlier version, and those that a restore disabled and enabled, are made
  /// to fire always.
  @Test
  void a_trigger_that_fires_for_others_only_is_made_to_fire_always(Site site) throws Exception {
    try (var admin = covered(site.primary("east"))) {
      admin.execute("ALTER TABLE orders DISABLE TRIGGER ALL");
      admin.execute("ALTER TABLE orders ENABLE TRIGGER ALL");

      assertThat(TriggerCover.cover(admin, Site.DEADLINE).added()).isEqualTo(1);

      assertThat(TriggerCover.cover(admin, Site.DEADLINE).added()).isZero();
      CommitTrigger.refuse(admin);
      admin.execute("SET session_replication_role = replica");
      assertRefused(() -> admin.execute("INSERT INTO orders VALUES (1)"));
    }
  }

  /// Goal: of a table that the guard does not own it is told exactly when a login may set the
  /// parameter, in its own name or another's; and what is told to be done is enough.
  @Test
  void a_login_that_may_call_itself_a_replica_is_told(Site site) throws Exception {
    try (var admin = covered(site.primary("east"))) {
      admin.execute("ALTER TABLE orders ENABLE TRIGGER " + CommitTrigger.NAME);
      assertThat(TriggerCover.skipped(admin, List.of("app"))).isEmpty();

      admin.execute("CREATE ROLE loader");
      admin.execute("ALTER ROLE app NOINHERIT");
      admin.execute("GRANT loader TO app");
      admin.execute("GRANT SET ON PARAMETER session_replication_role TO loader");
      var told = TriggerCover.skipped(admin, List.of("app"));
      assertThat(BareTable.words(told))
          .isEqualTo(
              "public.orders (ALTER TABLE public.orders ENABLE ALWAYS TRIGGER lifeboat_lease)");

      admin.execute(told.getFirst().fix());
      assertThat(TriggerCover.skipped(admin, List.of("app"))).isEmpty();
    }
  }

  /// Goal: a prepared transaction commits past the lease, so a server that keeps some is told.
  @Test
  void a_server_that_keeps_prepared_transactions_is_told(Site site) throws Exception {
    var east = site.primary("east");
    try (var admin = Session.open(east.admin().in("shop"), Site.DEADLINE)) {
      assertThat(TriggerCover.unseen(admin)).as("the default keeps none").isEmpty();
      admin.execute("ALTER SYSTEM SET max_prepared_transactions = 2");
    }
    east.stop();
    east.start();
    try (var admin = covered(east)) {
      admin.execute("BEGIN");
      admin.execute("INSERT INTO orders VALUES (1)");
      admin.execute("PREPARE TRANSACTION 'later'");
      CommitTrigger.refuse(admin);

      admin.execute("COMMIT PREPARED 'later'");

      assertThat(admin.queryNumbers("SELECT number FROM orders")).containsExactly(1L);
      assertThat(TriggerCover.unseen(admin).orElseThrow())
          .contains("PREPARE TRANSACTION", "max_prepared_transactions = 0, was 2");
    }
  }

  /// Goal: the limit is what docs/fencing.md says. Whoever asks for the checks at once gets them at
  /// once: past the lease they refuse, and before it the commit may come later.
  @Test
  void constraints_that_are_set_immediate_are_checked_then_and_not_at_the_commit(Site site)
      throws Exception {
    var east = site.primary("east");
    try (var admin = covered(east);
        var client = Session.open(east.admin().in("shop"), Site.DEADLINE)) {
      client.execute("BEGIN");
      client.execute("INSERT INTO orders VALUES (1)");
      client.execute("SET CONSTRAINTS ALL IMMEDIATE");
      CommitTrigger.refuse(admin);
      client.execute("COMMIT");
      assertThat(admin.queryNumbers("SELECT number FROM orders")).containsExactly(1L);

      client.execute("BEGIN");
      client.execute("INSERT INTO orders VALUES (2)");
      assertRefused(() -> client.execute("SET CONSTRAINTS ALL IMMEDIATE"));
    }
  }

  /// An administrator's session at a server whose tables have the trigger, under a lease.
  private static Session covered(Site.Node east) throws Exception {
    var admin = Session.open(east.admin().in("shop"), Site.DEADLINE);
    CommitTrigger.prepare(admin);
    CommitTrigger.hold(admin, Instant.now().plusSeconds(60));
    assertThat(TriggerCover.cover(admin, Site.DEADLINE).added()).isEqualTo(1);
    return admin;
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable write) {
    assertThatThrownBy(write)
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("holds no lease");
  }
}
