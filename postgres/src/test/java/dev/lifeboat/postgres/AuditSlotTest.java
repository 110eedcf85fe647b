package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.AuditReader.Transaction;
import dev.lifeboat.postgres.RowChange.Column;
import dev.lifeboat.postgres.RowChange.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Real servers: what an old writer has alone is read back from it, and nothing else.
@ExtendWith(Binaries.class)
class AuditSlotTest {
  private static final ReadingLimits ALL = new ReadingLimits(1_000, 1_000_000, 1_000_000);

  /// Goal: exactly the transactions that the new side lacks, with their values, in order.
  ///
  /// Method: a replica that is stopped misses what comes next; the writer is killed with a
  /// transaction open, and comes back read-only; the replica is promoted. The slot was advanced and
  /// no checkpoint made that durable, so it tells of shared transactions too.
  @Test
  @Tag("invariant-37")
  void what_the_old_side_has_alone_is_read_while_it_is_read_only(Site site) throws Exception {
    var east = site.primary("east");
    prepare(east);
    var west = site.replicaOf(east, "west");
    writeAlone(east, west);
    var fork = promoted(west);
    assertThat(west.server().timeline()).as("before any checkpoint").isEqualTo(2);
    assertThat(TimelineHistory.toDatabase(customer(west), 2, Site.DEADLINE))
        .containsExactly(new TimelineHistory.Left(1, fork));

    east.server().becomeReadOnly();
    east.start();

    try (var shop = shop(east)) {
      assertThat(shop.inRecovery()).isTrue();
      var found = new ArrayList<RowChange>();
      var by = new ArrayList<Transaction>();
      assertThat(read(shop, fork, ALL, by, found)).isEmpty();
      assertThat(found).containsExactlyElementsOf(alone());
      assertThat(by)
          .allSatisfy(it -> {
            assertThat(it.end()).isGreaterThan(fork);
            assertThat(Duration.between(it.at(), Instant.now())).isBetween(Duration.ZERO, MINUTES);
          });
      assertThat(by.get(1)).as("one transaction").isEqualTo(by.get(0));
      assertThat(by.stream().distinct()).hasSize(6);

      var again = new ArrayList<RowChange>();
      assertThat(read(shop, fork, ALL, by, again)).isEmpty();
      assertThat(again).as("a look moves nothing").isEqualTo(found);
      assertCut(shop, fork, new ReadingLimits(3, 1_000_000, 1_000_000), found.subList(0, 3));
      assertCut(shop, fork, new ReadingLimits(100, 200, 1_000_000), found.subList(0, 2));
      assertCut(shop, fork, new ReadingLimits(100, 1_000_000, 100), found.subList(0, 2));
      assertCut(shop, fork, new ReadingLimits(1, 1_000_000, 1_000_000), List.of());
      assertShapes(shop);
    }
  }

  private static Optional<AuditReader.Cut> read(
      Session shop, Lsn fork, ReadingLimits limits, List<Transaction> by, List<RowChange> found)
      throws Exception {
    return AuditReader.of(
        shop,
        fork,
        limits,
        (transaction, change) -> {
          by.add(transaction);
          found.add(change);
        });
  }

  /// Whole transactions only, up to the limit.
  private static void assertCut(
      Session shop, Lsn fork, ReadingLimits limits, List<RowChange> expected) throws Exception {
    var by = new ArrayList<Transaction>();
    var found = new ArrayList<RowChange>();
    assertThat(read(shop, fork, limits, by, found).map(AuditReader.Cut::after))
        .contains(by.isEmpty() ? fork : by.getLast().end());
    assertThat(found).isEqualTo(expected);
  }

  /// A login as a managed service has it: for the log of a database, not for the server's.
  private static Endpoint customer(Site.Node node) throws Exception {
    try (var session = node.session()) {
      session.execute("CREATE ROLE customer LOGIN REPLICATION PASSWORD 'secret'");
    }
    var admin = node.admin();
    return admin.in("shop").as(new Credential("customer", "secret"));
  }

  private static void prepare(Site.Node east) throws Exception {
    try (var shop = shop(east)) {
      shop.execute(
          "CREATE TABLE \"Odd Name\" (id serial, code text UNIQUE, note text, n numeric[])");
      shop.execute("ALTER TABLE \"Odd Name\" REPLICA IDENTITY FULL");
      shop.execute("INSERT INTO \"Odd Name\" VALUES (DEFAULT, 'a', 'first', '{1,2.5}')");
      shop.execute("INSERT INTO \"Odd Name\" VALUES (DEFAULT, 'b', NULL, NULL)");
      AuditSlot.create(shop);
      assertThat(AuditSlot.look(shop).orElseThrow().lost()).isFalse();
    }
  }

  private static void writeAlone(Site.Node east, Site.Node west) throws Exception {
    try (var shop = shop(east)) {
      shop.execute("INSERT INTO orders VALUES (1)");
      PostgresAwait.until("the replica has it", () -> west.orders().length == 1);
      AuditSlot.advance(shop, replayed(west));
      assertThat(AuditSlot.look(shop).orElseThrow().confirmed()).contains(replayed(west));
      shop.execute("INSERT INTO orders VALUES (2)");
      PostgresAwait.until("the replica has it too", () -> west.orders().length == 2);
      west.stop();

      shop.execute("BEGIN; INSERT INTO orders VALUES (3), (4); COMMIT");
      shop.execute("UPDATE \"Odd Name\" SET note = E'it''s\\n]: \"x\"' WHERE code = 'a'");
      shop.execute("DELETE FROM \"Odd Name\" WHERE code = 'b'");
      shop.execute("DELETE FROM orders WHERE number = 1");
      shop.execute("BEGIN; INSERT INTO orders VALUES (5)");
      try (var other = shop(east)) {
        other.execute("INSERT INTO orders VALUES (6)");
        other.execute("TRUNCATE lifeboat.probe");
      }
      east.kill();
    }
  }

  private static List<RowChange> alone() {
    return List.of(
        order(Kind.INSERT, 3),
        order(Kind.INSERT, 4),
        new RowChange(
            "public",
            "Odd Name",
            Kind.UPDATE,
            odd("1", "a", "first", "{1,2.5}"),
            odd("1", "a", "it's\n]: \"x\"", "{1,2.5}"),
            List.of()),
        new RowChange(
            "public",
            "Odd Name",
            Kind.DELETE,
            List.of(new Column("id", "integer", "2"), new Column("code", "text", "b")),
            List.of(),
            List.of()),
        order(Kind.DELETE, 1),
        order(Kind.INSERT, 6),
        new RowChange("lifeboat", "probe", Kind.TRUNCATE, List.of(), List.of(), List.of()));
  }

  private static void assertShapes(Session shop) throws Exception {
    assertThat(TableShape.of(shop, "public", "Odd Name"))
        .isEqualTo(new TableShape(List.of(), List.of("id"), List.of("code")));
    assertThat(TableShape.of(shop, "public", "orders"))
        .isEqualTo(new TableShape(List.of("number"), List.of(), List.of("number")));
    assertThat(TableShape.of(shop, "public", "none"))
        .isEqualTo(new TableShape(List.of(), List.of(), List.of()));
  }

  private static Session shop(Site.Node node) throws Exception {
    return Session.open(node.admin().in("shop"), Site.DEADLINE);
  }

  private static final Duration MINUTES = Duration.ofMinutes(10);

  private static RowChange order(Kind kind, long number) {
    var columns = List.of(new Column("number", "bigint", Long.toString(number)));
    return kind == Kind.DELETE
        ? new RowChange("public", "orders", kind, columns, List.of(), List.of())
        : new RowChange("public", "orders", kind, List.of(), columns, List.of());
  }

  private static List<Column> odd(String id, String code, String note, String numbers) {
    return List.of(
        new Column("id", "integer", id),
        new Column("code", "text", code),
        new Column("note", "text", note),
        new Column("n", "numeric[]", numbers));
  }

  private static Lsn replayed(Site.Node replica) throws Exception {
    try (var session = replica.session()) {
      return session.positions().replay().orElseThrow();
    }
  }

  /// Promotes a replica whose source is dead, and tells where the timelines part.
  private static Lsn promoted(Site.Node replica) throws Exception {
    replica.start();
    try (var session = replica.session()) {
      session.promote();
      PostgresAwait.until("it writes", () -> !session.inRecovery());
    }
    return TimelineHistory.of(replica.source("x").endpoint(), 2, Site.DEADLINE).getFirst().at();
  }
}
