package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A real server whose tables belong to several people.
@ExtendWith(Binaries.class)
class TriggerCoverTest {
  private static final Duration MOMENT = Duration.ofMillis(100);

  /// Goal: whichever way a login may write is seen, and nothing else is called a way.
  @Test
  void a_table_is_told_exactly_when_a_login_may_write_to_it(Site site) throws Exception {
    var east = site.primary("east");
    try (var admin = Session.open(east.admin().in("shop"), Site.DEADLINE);
        var guard = guard(east, admin)) {
      admin.execute("ALTER ROLE app NOINHERIT");
      admin.execute("CREATE ROLE clerk");
      admin.execute("GRANT clerk TO app");
      table(admin, "a_read", "SELECT");
      table(admin, "b_inserted", "INSERT");
      table(admin, "c_one_column", "UPDATE (id)");
      table(admin, "d_deleted", "DELETE");
      admin.execute("CREATE TABLE e_as_somebody_else (id int)");
      admin.execute("GRANT INSERT ON e_as_somebody_else TO clerk");
      admin.execute("CREATE TABLE f_by_a_view (id int)");
      admin.execute("CREATE VIEW view AS SELECT * FROM f_by_a_view");
      admin.execute("GRANT UPDATE ON view TO app");
      admin.execute("CREATE TABLE parent (id int) PARTITION BY RANGE (id)");
      admin.execute("CREATE TABLE g_by_its_parent PARTITION OF parent DEFAULT");
      admin.execute("GRANT INSERT ON parent TO app");
      admin.execute("CREATE TABLE h_by_nobody (id int)");

      var cover = TriggerCover.cover(guard, MOMENT);

      assertThat(cover.added()).isZero();
      assertThat(cover.bare())
          .extracting(BareTable::name)
          .contains("public.a_read", "public.h_by_nobody");
      assertThat(TriggerCover.writable(guard, cover.bare(), List.of("app")))
          .extracting(BareTable::name)
          .containsExactly(
              "public.b_inserted",
              "public.c_one_column",
              "public.d_deleted",
              "public.e_as_somebody_else",
              "public.f_by_a_view",
              "public.g_by_its_parent");
    }
  }

  @Test
  void what_is_told_to_be_done_is_enough(Site site) throws Exception {
    var east = site.primary("east");
    try (var admin = Session.open(east.admin().in("shop"), Site.DEADLINE);
        var guard = guard(east, admin)) {
      admin.execute("CREATE SCHEMA \"Others\"");
      admin.execute("CREATE TABLE \"Others\".invoices (id int)");
      var bare = TriggerCover.cover(guard, MOMENT).bare().getFirst();
      assertThat(bare.fix())
          .isEqualTo(
              "GRANT USAGE ON SCHEMA \"Others\" TO guard; "
                  + "GRANT TRIGGER ON \"Others\".invoices TO guard");

      admin.execute(bare.fix());
      assertThat(TriggerCover.cover(guard, MOMENT).added()).isEqualTo(1);

      admin.execute("ALTER TABLE \"Others\".invoices DISABLE TRIGGER lifeboat_lease");
      var disabled = TriggerCover.cover(guard, MOMENT).bare().getFirst();
      admin.execute(disabled.fix());
      assertThat(TriggerCover.cover(guard, MOMENT).bare()).isEmpty();
    }
  }

  /// Goal: who writes to one table for long keeps the others uncovered no longer than the patience.
  @Test
  void a_table_that_is_written_to_is_told_and_the_next_one_is_covered(Site site) throws Exception {
    var east = site.primary("east");
    try (var admin = Session.open(east.admin().in("shop"), Site.DEADLINE);
        var guard = guard(east, admin);
        var client = Session.open(east.admin().in("shop"), Site.DEADLINE)) {
      for (var name : List.of("a_busy", "b_idle")) {
        admin.execute("CREATE TABLE %s (id int)".formatted(name));
        admin.execute("GRANT TRIGGER ON %s TO guard".formatted(name));
      }
      client.execute("BEGIN");
      client.execute("INSERT INTO a_busy VALUES (1)");

      var cover = TriggerCover.cover(guard, MOMENT);

      assertThat(cover.added()).isEqualTo(1);
      assertThat(BareTable.words(cover.bare()))
          .isEqualTo("public.a_busy (ERROR: canceling statement due to lock timeout)");
      client.execute("COMMIT");
      assertThat(TriggerCover.cover(guard, MOMENT).bare()).isEmpty();
    }
  }

  private static void table(Session admin, String name, String right) throws Exception {
    admin.execute("CREATE TABLE %s (id int)".formatted(name));
    admin.execute("GRANT %s ON %s TO app".formatted(right, name));
  }

  /// No superuser, and no member of one.
  private static Session guard(Site.Node east, Session admin) throws Exception {
    admin.execute("DROP TABLE orders");
    admin.ensureRole("guard", Site.PASSWORD, Session.Purpose.APPLICATION);
    admin.execute("GRANT CREATE ON DATABASE shop TO guard");
    admin.execute("ALTER SCHEMA lifeboat OWNER TO guard");
    var login = east.client();
    var guard = Session.open(login.in("shop").as(Site.login("guard")), Site.DEADLINE);
    CommitTrigger.prepare(guard);
    return guard;
  }
}
