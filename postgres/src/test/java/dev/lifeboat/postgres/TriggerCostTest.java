package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the [CommitTrigger] costs whoever writes; docs/aws.md tells it.
@ExtendWith(Binaries.class)
class TriggerCostTest {
  private static final int ROWS = 1_000_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);

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

  @Test
  @Tag("proof")
  void an_update_of_a_million_rows_takes_longer_by_as_much_as_is_printed(Site site)
      throws Exception {
    var shop = site.primary("east").admin().in("shop");
    long without;
    try (var admin = Session.open(shop, LIMIT)) {
      admin.execute("CREATE TABLE stock (id int, total int)");
      admin.execute(
          "INSERT INTO stock SELECT number, 0 FROM generate_series(1, %d) number".formatted(ROWS));
      update(admin);
      without = update(admin);
      CommitTrigger.prepare(admin);
      CommitTrigger.hold(admin, Instant.now().plusSeconds(3600));
      assertThat(TriggerCover.cover(admin, Site.DEADLINE).bare()).isEmpty();
    }
    try (var admin = Session.open(shop, LIMIT)) {
      long with = update(admin);
      System.out.printf("UPDATE of %d rows: %d ms, with the trigger %d ms%n", ROWS, without, with);
      assertThat(admin.queryTexts("SELECT count(*)::text FROM stock WHERE total = 3"))
          .isEqualTo(List.of(Integer.toString(ROWS)));
    }
  }

  private static long update(Session admin) throws SQLException {
    long begun = System.nanoTime();
    admin.execute("UPDATE stock SET total = total + 1");
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }

  private static Session covered(Site.Node east) throws Exception {
    var admin = Session.open(east.admin().in("shop"), Site.DEADLINE);
    CommitTrigger.prepare(admin);
    CommitTrigger.hold(admin, Instant.now().plusSeconds(3600));
    assertThat(TriggerCover.cover(admin, Site.DEADLINE).added()).isEqualTo(1);
    return admin;
  }
}
