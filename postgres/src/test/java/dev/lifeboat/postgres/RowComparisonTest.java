package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A real server whose two databases stand for the two sides: what a comparison finds is the same.
@ExtendWith(Binaries.class)
class RowComparisonTest {
  private static final ReadingLimits ALL = new ReadingLimits(1_000, 10_000_000, 10_000);
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void rows_that_one_side_has_alone_are_told_with_their_values(Site site) throws Exception {
    var node = site.primary("east");
    try (var admin = node.session()) {
      admin.ensureDatabase("other", "app");
    }
    try (var old = in(node, "shop");
        var present = in(node, "other")) {
      for (var side : List.of(old, present)) {
        side.execute("CREATE TABLE IF NOT EXISTS orders (number bigint PRIMARY KEY)");
        side.execute(
            "CREATE TABLE \"Odd Name\" (id serial PRIMARY KEY, code text UNIQUE, bytes bytea)");
        side.execute("CREATE TABLE log (line text, at numeric)");
        side.execute("CREATE TABLE wide (id int PRIMARY KEY, a text, b text)");
        side.execute("INSERT INTO orders VALUES (1), (2), (3)");
        side.execute("INSERT INTO \"Odd Name\" (code) VALUES ('same'), (NULL)");
        side.execute("INSERT INTO log VALUES ('x', 1), ('x', 1), ('y', NULL)");
      }
      old.execute("DELETE FROM orders WHERE number = 3");
      old.execute("INSERT INTO orders VALUES (10), (11)");
      old.execute("INSERT INTO \"Odd Name\" (code, bytes) VALUES ('it''s \"new\"', '\\x00ff')");
      old.execute("UPDATE \"Odd Name\" SET bytes = '\\x01' WHERE code = 'same'");
      old.execute("INSERT INTO log VALUES ('x', 1), (NULL, NULL)");
      old.execute("INSERT INTO wide VALUES (1, repeat('a', 9000), repeat('b', 3000))");
      old.execute("CREATE TABLE gone (id int)");
      old.execute("INSERT INTO gone VALUES (7)");
      present.execute("INSERT INTO orders VALUES (20)");
      present.execute("INSERT INTO \"Odd Name\" (code) VALUES ('other')");
      present.execute("ALTER TABLE log ADD COLUMN more int DEFAULT 5");

      assertThat(compare(node, ALL))
          .containsExactlyInAnyOrder(
              "public.Odd Name otherwise {id=Optional[1], code=Optional[same], bytes=Optional[\\x01]} []",
              "public.Odd Name {id=Optional[3], code=Optional[it's \"new\"], bytes=Optional[\\x00ff]} []",
              "public.gone {id=Optional[7]} []",
              "public.log {line=Optional[x], at=Optional[1]} []",
              "public.log {line=Optional.empty, at=Optional.empty} []",
              "public.orders {number=Optional[10]} []",
              "public.orders {number=Optional[11]} []",
              "public.wide {id=Optional[1], b=Optional[" + "b".repeat(3000) + "]} [a]");

      assertThat(compare(node, new ReadingLimits(3, 10_000_000, 10_000)))
          .hasSize(4)
          .last()
          .isEqualTo("there is more than an agent reads");
      assertThat(compare(node, new ReadingLimits(100, 20, 10_000)))
          .last()
          .isEqualTo("there is more than an agent reads");
      assertLocked(node, present);
    }
  }

  /// A comparison waits for nobody, and tells what it could not read.
  private static void assertLocked(Site.Node node, Session present) throws Exception {
    present.execute("BEGIN; LOCK TABLE log IN ACCESS EXCLUSIVE MODE");

    var found = compare(node, ALL);

    assertThat(found).anyMatch(it -> it.startsWith("public.wide"));
    assertThat(found)
        .last()
        .asString()
        .startsWith("public.log could not be compared: ")
        .contains("lock timeout");
    present.execute("ROLLBACK");
  }

  /// Each row, and last what is not known.
  private static List<String> compare(Site.Node node, ReadingLimits limits) throws Exception {
    var found = new ArrayList<String>();
    try (var old = in(node, "shop");
        var values = in(node, "shop");
        var present = in(node, "other")) {
      Optional<String> unknown =
          new RowComparison(
                  new RowComparison.Sides(old, values, present),
                  limits,
                  LONG,
                  row ->
                      found.add(
                          "%s.%s%s %s %s"
                              .formatted(
                                  row.schema(),
                                  row.table(),
                                  row.otherwise() ? " otherwise" : "",
                                  row.values(),
                                  row.untold())))
              .run(table -> !table.equals("lifeboat.probe"));
      unknown.ifPresent(found::add);
    }
    return found;
  }

  private static Session in(Site.Node node, String database) throws Exception {
    return Session.open(node.admin().in(database), Site.DEADLINE);
  }
}
