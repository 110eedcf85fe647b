package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.RefusedException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What can never follow again by itself says so: then it is cloned, and its files are kept.
@ExtendWith(Binaries.class)
class UnstartableReplicaTest {
  private TestRegions regions;

  @BeforeEach
  void make(Installation postgres) throws Exception {
    regions = new TestRegions(postgres);
    regions.east().begin();
    regions.east().initialise();
    regions.cloneWest();
  }

  @AfterEach
  void end() throws Exception {
    regions.close();
  }

  /// Goal: an old side that its power cut left damaged is protected again, and nothing of it is
  /// lost. Method: the writer's region ends, and with it all of the log that its disk had.
  @Test
  @Tag("invariant-37")
  void a_server_that_ends_at_its_start_is_cloned_and_its_files_stay() throws Exception {
    var east = regions.east();
    var west = regions.west();
    Await.until("west has heard whom it follows", () -> west.orders().followed() != null);
    east.kill();
    deleteLog(east);
    regions.arbiter.says("west", 2);
    west.agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1)));
    east.begin();
    assertThatThrownBy(
            () -> east.agent().assign("orders", AssignmentRequest.replica(2, Stop.IMMEDIATE)))
        .isInstanceOfSatisfying(RefusedException.class, r -> assertThat(r.status()).isEqualTo(503))
        .hasMessageContaining("ended at once");

    assertMustBeCloned(
        () -> east.agent().follow("orders", 2),
        "its server ends at its start",
        "could not locate a valid checkpoint record",
        "it must be cloned");
    east.agent().beginClone("orders", 2);
    Await.until("east streams", east::streams);

    assertThat(east.agent().ledger("orders", 2).reading().why())
        .startsWith("the old side could not be read: ");
    assertThat(east.data.resolveSibling("orders.kept-2").resolve("PG_VERSION")).exists();
    assertThat(east.agent().keptCopies("orders").copies())
        .singleElement()
        .satisfies(it -> assertThat(it.why()).contains("the old side could not be read"));
  }

  private static void deleteLog(TestRegions.Region region) throws Exception {
    try (var files = Files.newDirectoryStream(region.data.resolve("pg_wal"), "0000*")) {
      for (var file : files) {
        Files.delete(file);
      }
    }
  }

  /// Goal: who was away for longer than its source keeps log is told so, at once. Method: the slot
  /// loses its log while the replica is stopped, and then goes itself.
  @Test
  void a_replica_whose_log_is_gone_at_its_source_is_cloned() throws Exception {
    var west = regions.west();
    west.agent().assign("orders", AssignmentRequest.stopped(1, Stop.IMMEDIATE));
    try (var session = regions.east().superuser()) {
      session.execute("ALTER SYSTEM SET max_slot_wal_keep_size = '1MB'");
      session.execute("ALTER SYSTEM SET wal_keep_size = 0");
      session.reload();
      Await.until("the slot has lost its log", () -> loses(session));

      assertMustBeCloned(
          () -> west.agent().follow("orders", 1),
          "the slot lifeboat_west of its source has lost the log it needs",
          "it must be cloned");
      session.dropSlot("lifeboat_west");
      assertMustBeCloned(() -> west.agent().follow("orders", 1), "and its source has none before");
      session.execute("ALTER SYSTEM RESET max_slot_wal_keep_size");
      session.execute("ALTER SYSTEM RESET wal_keep_size");
      session.reload();
    }

    west.agent().beginClone("orders", 1);
    Await.until("west streams", west::streams);
    assertThat(west.agent().keptCopies("orders").copies()).isEmpty();
  }

  private static boolean loses(Session writer) throws Exception {
    writer.execute("SELECT pg_switch_wal()");
    writer.execute("CHECKPOINT");
    return writer.slots().stream()
        .filter(slot -> slot.name().equals("lifeboat_west"))
        .anyMatch(slot -> slot.walStatus().filter("lost"::equals).isPresent());
  }

  private static void assertMustBeCloned(LastingRefusal.Request request, String... words)
      throws Exception {
    var refused = LastingRefusal.of(request);
    assertThat(refused.status()).as(refused.why()).isEqualTo(409);
    assertThat(refused.why()).contains(words);
  }
}
