package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the [CommitTrigger] costs whoever writes; docs/aws.md tells it.
@ExtendWith(Binaries.class)
class TriggerCostTest {
  private static final int ROWS = 1_000_000;
  private static final int SMALL = 5_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final String ONE_A_TRANSACTION =
      """
      CREATE TABLE lifeboat.pending (transaction xid8 PRIMARY KEY);
      CREATE FUNCTION lifeboat.note() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        INSERT INTO lifeboat.pending VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$;
      CREATE FUNCTION lifeboat.require_lease_once() RETURNS trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
      BEGIN
        IF extract(epoch FROM clock_timestamp()) * 1000
            >= (SELECT last_value FROM lifeboat.lease_until) THEN
          RAISE EXCEPTION 'this server holds no lease, and may not write';
        END IF;
        DELETE FROM lifeboat.pending WHERE transaction = NEW.transaction;
        RETURN NULL;
      END $$;
      CREATE CONSTRAINT TRIGGER lease AFTER INSERT ON lifeboat.pending
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION lifeboat.require_lease_once();
      CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON stock
        FOR EACH STATEMENT EXECUTE FUNCTION lifeboat.note();
      """;

  /// Migration tools put both into one transaction.
  @Test
  void a_table_that_was_written_is_not_altered_in_the_same_transaction_until_it_was_checked(
      Site site) throws Exception {
    try (var admin = covered(site.primary("east"))) {
      admin.execute("BEGIN");
      admin.execute("INSERT INTO orders VALUES (1)");
      assertThatThrownBy(() -> admin.execute("ALTER TABLE orders ADD COLUMN note text"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("pending trigger events");
      admin.execute("ROLLBACK");

      admin.execute("BEGIN");
      admin.execute("INSERT INTO orders VALUES (1)");
      admin.execute("SET CONSTRAINTS ALL IMMEDIATE");
      admin.execute("SET CONSTRAINTS ALL DEFERRED");
      admin.execute("ALTER TABLE orders ADD COLUMN note text");
      admin.execute("COMMIT");
      assertThat(admin.queryTexts("SELECT count(note)::text FROM orders")).isEqualTo(List.of("0"));
    }
  }

  /// What decision 0061 says: an event a row beside one deferred event a transaction, for which
  /// each statement leaves a row of its transaction in a table of the guard's, at whose commit the
  /// lease is asked for.
  @Test
  @Tag("proof")
  @Timeout(300)
  void an_event_a_row_burdens_large_updates_and_one_a_transaction_every_small_one(Site site)
      throws Exception {
    try (var admin = Session.open(site.primary("east").admin().in("shop"), LIMIT)) {
      admin.execute("CREATE TABLE stock (id int PRIMARY KEY, total int) WITH (fillfactor = 50)");
      admin.execute(
          "INSERT INTO stock SELECT number, 0 FROM generate_series(1, %d) number".formatted(ROWS));
      CommitTrigger.prepare(admin);
      CommitTrigger.hold(admin, Instant.now().plusSeconds(3600));
      var without = Cost.of(admin);
      assertThat(TriggerCover.cover(admin, Site.DEADLINE).bare()).isEmpty();
      var ofRows = Cost.of(admin);
      admin.execute("DROP TRIGGER lifeboat_lease ON stock");
      admin.make(ONE_A_TRANSACTION);
      var ofTransactions = Cost.of(admin);
      System.out.printf(
          "UPDATE of %d rows, and %d transactions of one row: without a trigger %s, with an event a"
              + " row %s, with one a transaction %s%n",
          ROWS, SMALL, without, ofRows, ofTransactions);
      assertThat(ofTransactions.logBytes()).isGreaterThan(3 * ofRows.logBytes() / 2);
      assertThat(admin.queryTexts("SELECT count(*)::text FROM stock WHERE total >= 3"))
          .isEqualTo(List.of(Integer.toString(ROWS)));
    }
  }

  /// What writes took: an update of all rows, then many transactions of one row.
  private record Cost(long largeMillis, long smallMillis, long logBytes) {
    static Cost of(Session admin) throws SQLException {
      admin.execute("VACUUM (FREEZE, ANALYZE) stock");
      admin.execute("CHECKPOINT");
      long large = millis(() -> admin.execute("UPDATE stock SET total = total + 1"));
      admin.execute("VACUUM (FREEZE) stock");
      admin.execute("CHECKPOINT");
      var from = log(admin);
      long small =
          millis(() -> {
            for (int id = 1; id <= SMALL; id++) {
              admin.execute("UPDATE stock SET total = total + 1 WHERE id = " + id);
            }
          });
      return new Cost(large, small, log(admin) - from);
    }
  }

  private interface Statements {
    void run() throws SQLException;
  }

  private static long millis(Statements statements) throws SQLException {
    long begun = System.nanoTime();
    statements.run();
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }

  private static long log(Session admin) throws SQLException {
    return admin.queryNumbers("SELECT pg_current_wal_lsn() - '0/0'")[0];
  }

  private static Session covered(Site.Node east) throws Exception {
    var admin = Session.open(east.admin().in("shop"), Site.DEADLINE);
    CommitTrigger.prepare(admin);
    CommitTrigger.hold(admin, Instant.now().plusSeconds(3600));
    assertThat(TriggerCover.cover(admin, Site.DEADLINE).added()).isEqualTo(1);
    return admin;
  }
}
