package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.KeptCopy;
import dev.lifeboat.guard.audit.Audit;
import dev.lifeboat.ledger.StoreReadback.Way;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.RefusedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the audit slot of an old writer cannot tell: it is read from the kept copy, beside the new
/// writer.
@ExtendWith(Binaries.class)
class KeptComparisonTest {
  private static final Succession BURNT_DOWN =
      new Succession(2, List.of(), Optional.of("west burnt down"));

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

  /// Goal: without an audit slot the lost row is told all the same, with its values, also when the
  /// agent dies on the way. Method: a lock at the new writer stops the comparison of the kept copy;
  /// the agent is killed then, and the next one goes on once the lock is gone.
  @Test
  void what_the_audit_slot_cannot_tell_is_read_from_the_kept_copy() throws Exception {
    var east = regions.east();
    loseARowWithoutSlot();
    try (var holder = lockOrders()) {
      east.agent().beginClone("orders", 2);
      Await.until("it compares", () -> east.orders().care().activity().startsWith("comparing"));
      assertThat(east.agent().ledger("orders", 2).reading().why())
          .isEqualTo("it has no audit slot");
      assertThatThrownBy(() -> east.agent().removeKept("orders", "orders.kept-2"))
          .hasMessageContaining("is being compared");
      east.killAgent();
      holder.execute("ROLLBACK");
    }
    east.begin();
    Await.until("it was compared", () -> east.agent().ledger("orders", 2).reading().whole());

    var ledger = east.agent().ledger("orders", 2);
    assertThat(ledger.rows())
        .singleElement()
        .asString()
        .contains("\"table\":\"public.orders\",\"change\":\"insert\",\"key\":[\"number\"]")
        .contains("\"new\":{\"number\":\"1\"}");
    assertThat(ledger.reading().readBy()).isEqualTo(Way.COMPARISON);
    assertThat(ledger.reading().uncovered()).contains("rows that the old side removed");
    Await.until("east is at rest", () -> east.orders().care().activity().equals("none"));
    assertThat(regions.table.processesIn(east.data.resolveSibling("orders.kept-2"))).isEmpty();
    assertThat(east.agent().keptCopies("orders").copies())
        .singleElement()
        .extracting(KeptCopy::why)
        .isEqualTo("changes that are in them alone: 1, which the ledger has too");
    assertThat(east.streams()).isTrue();
  }

  @Test
  @Tag("invariant-37")
  void what_cannot_be_compared_either_is_told_as_unknown_and_never_as_nothing() throws Exception {
    var east = regions.east();
    loseARowWithoutSlot();
    try (var holder = lockOrders()) {
      east.agent().beginClone("orders", 2);
      Await.until(
          "it was compared",
          () -> east.streams() && east.orders().care().activity().equals("none"));
      holder.execute("ROLLBACK");
    }

    var ledger = east.agent().ledger("orders", 2);
    assertThat(ledger.rows()).isEmpty();
    assertThat(ledger.reading().unknownBeyond()).isEqualTo(ledger.reading().beyond());
    assertThat(ledger.reading().why()).startsWith("public.orders could not be compared: ");
    assertThatThrownBy(() -> regions.west().agent().ledger("orders", 2))
        .isInstanceOfSatisfying(RefusedException.class, r -> assertThat(r.status()).isEqualTo(404));
  }

  private void loseARowWithoutSlot() throws Exception {
    var east = regions.east();
    regions.cloneWest();
    Await.until(
        "it has a slot",
        () -> {
          var audit = east.orders().audit();
          return audit != null && audit.state().equals(Audit.KEPT);
        });
    try (var session = east.services()) {
      session.execute("CREATE TABLE orders (number bigint PRIMARY KEY)");
    }
    Await.until(
        "west has the table", () -> regions.west().count("SELECT count(*) FROM orders") == 0);
    regions.west().agent().assign("orders", AssignmentRequest.stopped(1, Stop.IMMEDIATE));
    east.insert(1);
    try (var session = east.superuser()) {
      session.dropSlot("lifeboat_audit");
    }
    moveWest();
  }

  private Session lockOrders() throws Exception {
    var holder = regions.west().services();
    holder.execute("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
    return holder;
  }

  /// The same as often as it has to hold.
  @Tag("proof")
  @RepeatedTest(20)
  void what_one_of_two_promoted_sides_lost_is_in_the_ledger_each_time() throws Exception {
    two_sides_promoted_from_one_parent_are_not_taken_for_one();
  }

  /// Goal: two sides that were both promoted from one parent, and so are both on timeline 2, are
  /// told apart. Method: west is promoted without what east wrote last, and dies; east is promoted
  /// from what it had, and writes on beyond where west ended.
  @Test
  void two_sides_promoted_from_one_parent_are_not_taken_for_one() throws Exception {
    var east = regions.east();
    var west = regions.west();
    regions.cloneWest();
    try (var session = east.services()) {
      session.execute("CREATE TABLE orders (number bigint PRIMARY KEY)");
    }
    Await.until("west has the table", () -> west.count("SELECT count(*) FROM orders") == 0);
    west.agent().assign("orders", AssignmentRequest.stopped(1, Stop.IMMEDIATE));
    insert(east, 1, 50);
    moveWest();
    insert(west, 100, 110);
    west.kill();
    regions.arbiter.says("east", 3);
    east.agent().assign("orders", AssignmentRequest.writer(3, BURNT_DOWN));
    insert(east, 200, 900);
    west.begin();
    west.agent().assign("orders", AssignmentRequest.replica(4, Stop.IMMEDIATE));

    var refused = LastingRefusal.of(() -> west.agent().follow("orders", 4));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused).hasMessageContaining("must be cloned");
    west.agent().beginClone("orders", 4);
    Await.until(
        "west streams, and was compared",
        () -> west.streams() && west.orders().care().activity().equals("none"));

    var ledger = west.agent().ledger("orders", 4);
    assertThat(ledger.reading().whole()).as("%s", ledger).isTrue();
    assertThat(ledger.rows()).as("exactly what west has alone").hasSize(11);
    for (int number = 100; number <= 110; number++) {
      assertThat(String.join("\n", ledger.rows()))
          .contains("\"new\":{\"number\":\"%d\"}".formatted(number));
    }
    assertThat(west.data.resolveSibling("orders.kept-4").resolve("PG_VERSION")).exists();
  }

  private static void insert(TestRegions.Region region, int first, int last) throws Exception {
    try (var session = region.services()) {
      session.execute("INSERT INTO orders SELECT generate_series(%d, %d)".formatted(first, last));
    }
  }

  /// East is fenced, west becomes the writer, under epoch 2.
  private void moveWest() throws Exception {
    regions.east().agent().assign("orders", AssignmentRequest.replica(2, Stop.IMMEDIATE));
    regions.arbiter.says("west", 2);
    regions.west().agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1)));
  }
}
