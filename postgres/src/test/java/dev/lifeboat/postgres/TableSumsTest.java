package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.postgres.TableSums.Sum;
import java.sql.SQLException;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Real servers: a primary and its physical replica sum up to the same, until a row differs.
@ExtendWith(Binaries.class)
class TableSumsTest {
  private static final String ORDERS = "public.orders";
  private static final String NOTES = "shop.Odd \"Notes\"";

  /// Goal: a moving writer is no difference, and one row that differs is, by its table.
  ///
  /// Method: rows are written between the readings, and one by a transaction that stays open; then
  /// the replica is promoted and one value is changed there.
  @Test
  @Tag("invariant-45")
  void one_changed_row_is_told_by_its_table(Site site) throws Exception {
    var east = site.primary("east");
    try (var shop = shop(east)) {
      prepare(shop);
      var west = site.replicaOf(east, "west");
      try (var open = shop(east)) {
        open.execute("BEGIN; INSERT INTO orders VALUES (100)");
        var moment = TableSums.moment(shop);
        shop.execute("INSERT INTO orders VALUES (4)");
        var first = sums(shop, moment);
        PostgresAwait.until("the replica has it", () -> west.orders().length == 4);
        try (var copy = shop(west)) {
          assertThat(sums(copy, moment)).isEqualTo(first);
        }
        shop.execute("INSERT INTO orders VALUES (5)");
        open.execute("COMMIT");
        var again = sums(shop, moment);
        assertThat(again.get(ORDERS)).isEqualTo(new Sum(3, first.get(ORDERS).sum(), 3));
        assertThat(again.get(NOTES)).isEqualTo(first.get(NOTES));
      }
      assertThat(first(shop).keySet())
          .as("unlogged ones have no copy")
          .containsExactly("lifeboat.probe", ORDERS, NOTES);
      differs(shop, west);
    }
  }

  private static void differs(Session shop, Site.Node west) throws Exception {
    PostgresAwait.until("the replica has all", () -> west.orders().length == 6);
    var moment = TableSums.moment(shop);
    var before = sums(shop, moment);
    try (var admin = west.session()) {
      admin.promote();
      PostgresAwait.until("promoted", () -> !admin.inRecovery());
    }
    try (var copy = shop(west)) {
      assertThat(sums(copy, moment)).isEqualTo(before);
      copy.execute("UPDATE shop.\"Odd \"\"Notes\"\"\" SET note = 'A' WHERE note = 'a'");
      var changed = sums(copy, TableSums.moment(copy));
      assertThat(changed.get(ORDERS)).isEqualTo(before.get(ORDERS));
      assertThat(changed.get(NOTES).rows()).isEqualTo(before.get(NOTES).rows());
      assertThat(changed.get(NOTES).sum()).isNotEqualTo(before.get(NOTES).sum());
    }
  }

  @Test
  void rows_that_are_twice_there_count_twice_and_too_many_tables_are_refused(Site site)
      throws Exception {
    var east = site.primary("east");
    try (var shop = shop(east)) {
      shop.execute("CREATE TABLE twice (n int)");
      shop.execute("INSERT INTO twice VALUES (1), (2)");
      var once = first(shop).get("public.twice");
      shop.execute("INSERT INTO twice VALUES (3), (3)");
      var both = first(shop).get("public.twice");
      assertThat(both.rows()).isEqualTo(once.rows() + 2);
      assertThat(both.sum()).isNotEqualTo(once.sum());
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> TableSums.of(shop, TableSums.moment(shop), 2, table -> true))
          .withMessage("3 tables, at most 2 are compared");
    }
  }

  private static void prepare(Session shop) throws SQLException {
    shop.execute("CREATE SCHEMA shop");
    shop.execute("CREATE TABLE shop.\"Odd \"\"Notes\"\"\" (t text, note text, at timestamptz)");
    shop.execute(
        "INSERT INTO shop.\"Odd \"\"Notes\"\"\" VALUES ('t', 'a', now()), (null, null, null)");
    shop.execute("CREATE UNLOGGED TABLE scratch (n int)");
    shop.execute("INSERT INTO orders VALUES (1), (2), (3)");
  }

  private static SortedMap<String, Sum> first(Session shop) throws SQLException {
    return sums(shop, TableSums.moment(shop));
  }

  private static SortedMap<String, Sum> sums(Session session, String moment) throws SQLException {
    return TableSums.of(session, moment, 100, table -> true);
  }

  private static Session shop(Site.Node node) throws SQLException {
    return Session.open(node.admin().in("shop"), Site.DEADLINE);
  }
}
