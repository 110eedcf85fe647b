package dev.lifeboat.guard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.postgres.AuditSlot;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Site;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What is read back from a real server, and what its reading says that it lacks.
@ExtendWith(Binaries.class)
class AuditedWritesTest {

  @Test
  void a_reading_counts_deletes_without_a_key_and_names_what_it_does_not_cover(Site site)
      throws Exception {
    var east = site.node("east", Site.freePort());
    east.server().initialise("admin", Site.PASSWORD);
    east.server().becomeWriter();
    east.start();
    try (var session = east.session()) {
      session.execute("CREATE TABLE no_key (id int)");
      session.execute("CREATE TABLE with_key (id int PRIMARY KEY)");
      session.execute("CREATE UNLOGGED TABLE cache (id int)");
      session.execute("SELECT lo_create(0)");
      session.execute("CREATE DATABASE billing");
      session.execute("INSERT INTO no_key VALUES (1), (2), (3)");
      session.execute("INSERT INTO with_key VALUES (1)");
      AuditSlot.create(session);
      var fork = session.positions().write().orElseThrow();
      session.execute("DELETE FROM no_key WHERE id < 3");
      session.execute("DELETE FROM with_key");
      var end = session.positions().write().orElseThrow();

      var rows = new ArrayList<LedgerEntry.Row>();
      var reading = new AuditedWrites("orders").beyond(session, fork, end, rows::add);

      assertThat(rows).extracting(LedgerEntry.Row::change).containsOnly("delete").hasSize(3);
      assertThat(reading.whole()).isTrue();
      assertThat(reading.uncovered())
          .isEqualTo(
              "other databases of the server: billing; unlogged tables: public.cache;"
                  + " large objects: 1; which rows were deleted from tables without a key: 2");
    }
  }
}
