package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.agent.process.ProcessRecord;
import dev.lifeboat.agent.process.ProcessRecords;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.guard.KeeperConfig;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What agents of commit 5f629ed0 were started with, and kept of a region that was lost with six
/// rows that it alone has, and made a replica again.
final class GoldenAgentTest {
  private static final StoreReadback READING =
      StoreReadback.whole("orders", StoreReadback.Kind.DATABASE, "0/308D7D0")
          .by(StoreReadback.Way.LOG, Optional.empty());

  private Path state;

  @TempDir Path folder;

  @BeforeEach
  void find() throws Exception {
    var set = GoldenAgentTest.class.getResource("/golden/5f629ed0");
    state = Path.of(Objects.requireNonNull(set).toURI());
  }

  @Test
  void assignments_are_remembered() throws Exception {
    assertThat(new AssignmentStore(state, "orders").current())
        .isEqualTo(new Assignment(Role.REPLICA, 7, 7, true, null));
    assertThat(new AssignmentStore(state, "writer").current())
        .isEqualTo(new Assignment(Role.WRITER, 6, 6, false, null));
    assertThat(new AssignmentStore(state, "stopped").current())
        .isEqualTo(new Assignment(Role.REPLICA, 4, 4, false, "0/30851A0"));
  }

  @Test
  void a_role_that_nobody_knows_is_refused_by_name() throws Exception {
    var file = folder.resolve("databases").resolve("orders.json");
    Files.createDirectory(folder.resolve("databases"));
    Files.writeString(
        file,
        Files.readString(state.resolve("databases").resolve("orders.json"))
            .replace("replica", "follower"));

    assertThatThrownBy(() -> new AssignmentStore(folder, "orders"))
        .isInstanceOf(IOException.class)
        .rootCause()
        .hasMessageContaining("follower");
  }

  @Test
  void a_ledger_is_read_with_its_rows() throws Exception {
    var book = new LedgerBook(state, "orders");

    assertThat(book.head(7)).contains(new LedgerHead(READING, 6, false));
    assertThat(book.files(7)).contains("orders.kept-7");
    var page = book.page(7, 0).orElseThrow();
    assertThat(page.reading()).isEqualTo(READING.with("orders.kept-7"));
    assertThat(page.next()).isNull();
    var rows = new ArrayList<LedgerEntry.Row>();
    book.rows(7, 6, rows::add);
    assertThat(rows).hasSize(6);
    var first = rows.getFirst();
    assertThat(first.database()).isEqualTo("orders");
    assertThat(first.table()).isEqualTo("public.orders");
    assertThat(first.key()).containsExactly("client", "number");
    assertThat(first.old()).isEmpty();
    assertThat(first.now().orElseThrow())
        .containsEntry("client", Optional.of("ben"))
        .containsEntry("number", Optional.of("9"))
        .containsEntry("item", Optional.of("oar"));
    assertThat(first.committedAt()).isEqualTo("2026-11-24T00:11:46.019739Z");
  }

  @Test
  void a_note_of_kept_files_is_read() throws Exception {
    assertThat(KeptNote.of(state.resolve("orders.kept-7")))
        .isEqualTo(
            new KeptNote(
                "2026-11-24T00:12:33Z",
                "changes that are in them alone: 6, which the ledger has too"));
  }

  @Test
  void processes_are_known_again() throws Exception {
    assertThat(new ProcessRecords(state).all())
        .containsExactly(
            new ProcessRecord(
                "orders",
                11387,
                Instant.parse("2026-11-24T00:12:33Z"),
                List.of(
                    "setpriv",
                    "--reuid=101",
                    "--regid=104",
                    "--clear-groups",
                    "/srv/state/postgres/postgres/bin/postgres",
                    "-D",
                    "/srv/state/lab/storefront/east/orders"),
                Instant.parse("2026-11-24T00:12:33.867904232Z"),
                0),
            new ProcessRecord(
                "web-0",
                9193,
                Instant.parse("2026-11-24T00:12:02Z"),
                List.of(
                    "java",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx192m",
                    "-jar",
                    "target/storefront.jar"),
                Instant.parse("2026-11-24T00:12:02.897210567Z"),
                0));
  }

  @Test
  void an_agent_of_a_region_starts_with_its_file() throws Exception {
    var config = ProgramJson.read(state.resolve("agent.json"), AgentConfig.class);

    assertThat(config.plan()).isEqualTo("storefront");
    assertThat(config.region()).isEqualTo("east");
    assertThat(config.port()).isEqualTo(30831);
    assertThat(config.state()).isEqualTo(Path.of("/srv/state/lab/storefront/east"));
    assertThat(config.keys().self()).isEqualTo("agent@east");
    assertThat(config.workloads()).containsExactly("shop");
    assertThat(config.placements()).isEqualTo(URI.create("http://127.1.0.1:30834"));
    assertThat(config.placementFolder()).isNull();
    assertThat(config.databases())
        .extracting(DatabaseConfig::name)
        .containsExactly("orders", "books");
    var books = config.databases().getLast();
    assertThat(books.access().superuser())
        .isEqualTo(new Credential("lifeboat", "00000000000000000000000000000009"));
    assertThat(books.launcher()).startsWith("setpriv");
    assertThat(books.settings()).containsEntry("cluster_name", "storefront-east-books");
    assertThat(books.peer().source())
        .isEqualTo(new DatabaseConfig.SourceConfig("127.1.0.1", 30841, "lifeboat_east", "east"));
    assertThat(books.peer().peerSlot()).isEqualTo("lifeboat_west");
    assertThat(books.commits())
        .isEqualTo(
            new DatabaseConfig.Commits(
                URI.create("http://127.1.0.1:30833"),
                new DatabaseConfig.ConnectedConfig(
                    "west",
                    Duration.ofSeconds(10),
                    new KeeperConfig.VoterConfig("edge", URI.create("http://127.1.0.1:30834"))),
                false));
    assertThat(config.units())
        .extracting(UnitConfig::name)
        .containsExactly("wan-link", "lease-keeper", "images-s3", "images-gateway", "web");
    var web = config.units().getLast();
    assertThat(web.instances())
        .containsExactly(
            new UnitConfig.InstanceConfig(30851), new UnitConfig.InstanceConfig(30852));
    assertThat(web.count()).isEqualTo(2);
    assertThat(web.binding()).isEqualTo("east");
    assertThat(web.bindings()).containsOnlyKeys("east", "west");
    assertThat(web.bindings().get("west"))
        .containsEntry("ORDERS_URL", "jdbc:postgresql://127.1.0.1:30838/orders");
  }

  @Test
  void a_database_with_a_field_that_nobody_knows_is_refused() throws Exception {
    var file = Files.readString(state.resolve("agent.json"));

    assertThatThrownBy(() ->
            ProgramJson.read(file.replace("\"peerSlot\"", "\"peerSlots\""), AgentConfig.class))
        .hasMessageContaining("peerSlots");
  }

  @Test
  void the_agent_of_the_edge_starts_with_its_file() throws Exception {
    var config = ProgramJson.read(state.resolve("edge.json"), AgentConfig.class);

    assertThat(config.region()).isEqualTo("edge");
    assertThat(config.placements()).isNull();
    assertThat(config.placementFolder())
        .isEqualTo(Path.of("/srv/state/lab/storefront/edge/placements"));
    assertThat(config.databases()).isEmpty();
    assertThat(config.units()).extracting(UnitConfig::name).containsExactly("wan-link", "entry");
  }
}
