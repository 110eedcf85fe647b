package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.KeptLedger;
import dev.lifeboat.guard.audit.Audit;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LedgerFormat;
import dev.lifeboat.ledger.LedgerSql;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.RefusedException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/// What a writer that was replaced has alone: it is read back before anything is copied over it.
@ExtendWith(Binaries.class)
class OldWriterTest {
  private TestRegions regions;

  @BeforeEach
  void make(Installation postgres) throws Exception {
    regions = new TestRegions(postgres);
    regions.east().begin();
    regions.east().initialise();
  }

  @AfterEach
  void end() throws Exception {
    regions.close();
  }

  /// A writer that was cut off keeps rows that the promoted replica never had: it must not follow.
  @Test
  @Tag("invariant-37")
  void a_diverged_writer_is_refused_to_follow_and_can_be_cloned() throws Exception {
    var east = regions.east();
    var west = regions.west();
    regions.cloneWest();
    try (var session = east.services()) {
      session.execute("CREATE TABLE orders (number bigint PRIMARY KEY)");
    }
    Await.until("west has the table", () -> west.count("SELECT count(*) FROM orders") == 0);
    Await.until("it can be read back", () -> audit(east).state().equals(Audit.KEPT));
    west.agent().assign("orders", AssignmentRequest.stopped(1, Stop.IMMEDIATE));
    east.insert(1);
    try (var session = east.services()) {
      session.execute("INSERT INTO lifeboat.probe VALUES ('nobody''s loss')");
    }
    moveWest();

    regions.arbiter.says("east", 3);
    assertThatThrownBy(
            () -> east.agent().assign("orders", AssignmentRequest.writer(3, Succession.of(2))))
        .as("what west wrote under epoch 2 never came here")
        .isInstanceOfSatisfying(
            RefusedException.class, r -> assertThat(r.code()).isEqualTo(Code.LB3011.name()))
        .hasMessageContaining("followed the writer of epoch 1, not that of epoch 2");
    regions.arbiter.says("west", 2);

    var refused = LastingRefusal.of(() -> east.agent().follow("orders", 2));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused).hasMessageContaining("must be cloned");
    assertThatThrownBy(() -> west.agent().beginClone("orders", 2))
        .isInstanceOf(EpochRefusedException.class);
    refuseWithoutRoom(east, west);
    east.agent().beginClone("orders", 2);
    Await.until("east streams", () -> east.streams());

    assertThat(east.count("SELECT count(*) FROM orders")).isZero();
    var ledger = east.agent().ledger("orders", 2);
    assertThat(ledger.reading().whole()).as("%s", ledger).isTrue();
    assertThat(ledger.rows()).as("what was there alone, and nothing of ours").hasSize(1);
    assertThat(ledger.rows().getFirst())
        .contains("\"table\":\"public.orders\",\"change\":\"insert\",\"key\":[\"number\"]")
        .contains("\"new\":{\"number\":\"1\"}");
    assertThat(east.data.resolveSibling("orders.old")).doesNotExist();
    assertThat(east.data.resolveSibling("orders.kept-2").resolve("PG_VERSION")).exists();
    assertThat(ledger.reading().oldFiles()).isEqualTo("orders.kept-2");
    reapply(ledger, west);
    reapply(ledger, west);
    assertThat(east.orders().followed().epoch()).as("a candidate again").isEqualTo(2);
    Await.until("it is there again, once", () -> east.count("SELECT count(*) FROM orders") == 1);
    east.kill();
    east.begin();
    Await.until("east streams after a restart too", () -> east.streams());
    removeByName(east);
  }

  /// A file that only seems to be large makes west's databases too large for this machine.
  private static void refuseWithoutRoom(TestRegions.Region east, TestRegions.Region west)
      throws Exception {
    assertThat(east.agent().keptCopies("orders").noRoom()).isNull();
    var sparse = west.data.resolve("base/1/sparse");
    try (var file = new RandomAccessFile(sparse.toFile(), "rw")) {
      file.setLength(1L << 43);
    }
    assertThatThrownBy(() -> east.agent().beginClone("orders", 2))
        .isInstanceOfSatisfying(RefusedException.class, r -> assertThat(r.status()).isEqualTo(507))
        .hasMessageContaining("a clone takes 8,388,6")
        .hasMessageContaining("nothing is kept there");
    assertThat(east.agent().keptCopies("orders").noRoom()).contains("MiB are free in");
    Files.delete(sparse);
  }

  private static void removeByName(TestRegions.Region east) throws Exception {
    var kept = east.agent().keptCopies("orders");
    assertThat(kept.copies())
        .singleElement()
        .satisfies(copy -> {
          assertThat(copy.name()).isEqualTo("orders.kept-2");
          assertThat(copy.why())
              .isEqualTo("changes that are in them alone: 1, which the ledger has too");
          assertThat(copy.bytes()).isGreaterThan(1_000_000);
        });

    assertThatThrownBy(() -> east.agent().removeKept("orders", "orders"))
        .isInstanceOfSatisfying(RefusedException.class, r -> assertThat(r.status()).isEqualTo(404));
    assertThat(east.agent().removeKept("orders", "orders.kept-2").copies()).isEmpty();

    assertThat(east.data.resolveSibling("orders.kept-2")).doesNotExist();
    assertThat(east.readOnly()).isTrue();
  }

  /// Goal: what is lost may be larger than the agent's memory. Method: its heap is 192 MB and ends
  /// it when it is full; 5 000 rows of 20 KB are lost in one transaction, and one row that is too
  /// large to be read at all in the next.
  @Tag("proof")
  @Test
  void an_agent_of_192_megabytes_reads_more_than_it_can_hold() throws Exception {
    var east = regions.east();
    regions.cloneWest();
    try (var session = east.services()) {
      session.execute("CREATE TABLE orders (number bigint PRIMARY KEY, note text)");
    }
    Await.until(
        "west has the table", () -> regions.west().count("SELECT count(*) FROM orders") == 0);
    Await.until("it can be read back", () -> audit(east).state().equals(Audit.KEPT));
    regions.west().agent().assign("orders", AssignmentRequest.stopped(1, Stop.IMMEDIATE));
    try (var session = east.services()) {
      session.execute(
          "INSERT INTO orders SELECT i, repeat('x', 20000) FROM generate_series(1, 5000) i");
      session.execute("INSERT INTO orders SELECT 5001, repeat('y', 3000000)");
    }
    moveWest();

    east.agent().beginClone("orders", 2);
    Await.until("east streams", () -> east.streams());

    var ledger = east.agent().ledger("orders", 2);
    assertThat(ledger.rows()).hasSize(5_000);
    assertThat(ledger.rows().getLast())
        .contains("{\"number\":\"5000\",\"note\":\"xxx")
        .hasSizeGreaterThan(20_000);
    assertThat(ledger.reading().why()).startsWith("a row of 30000").endsWith(" bytes comes next");
  }

  /// East is fenced, west becomes the writer, under epoch 2.
  private void moveWest() throws Exception {
    regions.east().agent().assign("orders", AssignmentRequest.replica(2, Stop.IMMEDIATE));
    regions.arbiter.says("west", 2);
    regions.west().agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1)));
  }

  /// Goal: the slot keeps what a replica lacks, and no more. Method: it is made once a replica
  /// streams, moves with it, and stands still while there is none, though the writer writes on.
  @Test
  void the_audit_slot_follows_what_the_replica_has_replayed() throws Exception {
    var east = regions.east();
    Await.until("it waits for a replica", () -> audit(east).state().equals(Audit.MISSING));
    regions.cloneWest();
    Await.until("it is kept", () -> audit(east).state().equals(Audit.KEPT));
    try (var session = east.services()) {
      session.execute("CREATE TABLE orders (number bigint PRIMARY KEY)");
    }
    var made = Lsn.parse(east.sql().writeLsn());
    Await.until("it has moved", () -> confirmed(east).compareTo(made) >= 0);

    regions.west().agent().assign("orders", AssignmentRequest.stopped(1, Stop.IMMEDIATE));
    east.insert(1);
    var written = Lsn.parse(east.sql().writeLsn());
    Await.until("it was looked at since", () -> audit(east).keptBytes() > 0);

    assertThat(confirmed(east)).isLessThan(written);
    assertThat(regions.west().orders().audit()).isNull();
  }

  /// A slot that nobody advances would keep the log until the disk is full.
  @Test
  @Tag("invariant-67")
  void without_a_limit_on_what_slots_keep_there_is_none() throws Exception {
    var east = regions.east();
    regions.cloneWest();
    Await.until("it is kept", () -> audit(east).state().equals(Audit.KEPT));
    try (var session = east.superuser()) {
      session.execute("ALTER SYSTEM SET max_slot_wal_keep_size = -1");
      session.reload();

      Await.until("it is given up", () -> audit(east).state().equals(Audit.MISSING));

      assertThat(audit(east).why()).contains("max_slot_wal_keep_size is not set");
      assertThat(
              session.queryTexts(
                  "SELECT slot_name FROM pg_replication_slots WHERE slot_name = 'lifeboat_audit'"))
          .isEmpty();
      session.execute("ALTER SYSTEM RESET max_slot_wal_keep_size");
      session.reload();
    }
    Await.until("it is made anew", () -> audit(east).state().equals(Audit.KEPT));
  }

  private static Audit audit(TestRegions.Region region) throws Exception {
    return Objects.requireNonNullElse(region.orders().audit(), new Audit("none", null, null, null));
  }

  private static Lsn confirmed(TestRegions.Region region) throws Exception {
    return Optional.ofNullable(audit(region).confirmedLsn()).map(Lsn::parse).orElse(new Lsn(0));
  }

  /// What a person may do with it after a review.
  private static void reapply(KeptLedger kept, TestRegions.Region region) throws Exception {
    var rows = new ArrayList<LedgerEntry>();
    for (var row : kept.rows()) {
      rows.add(LedgerFormat.row(JsonMapper.shared().readTree(row)));
    }
    var marks = new CanaryMarks("nobody", null, null);
    var sql = LedgerSql.of(new Ledger("run", "east", marks, List.of(kept.reading()), rows));
    try (var session = region.services()) {
      session.execute(sql.replace("ROLLBACK;", "COMMIT;"));
    }
  }
}
