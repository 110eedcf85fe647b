package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.probe.SqlProbe;
import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.LogStream;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.StandbyNames;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.ProbeResult;
import dev.lifeboat.wire.RefusedException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Agents as processes of their own, with real PostgreSQL.
@ExtendWith(Binaries.class)
class DatabaseTest {
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

  /// The start guard: the assignment on disk says writer, the arbiter says that another region took
  /// over. A region that returns from the dead must not write.
  @Test
  @Tag("invariant-10")
  void a_writer_comes_back_read_only_when_the_placement_names_another_region() throws Exception {
    var east = regions.east();
    assertThat(east.orders().writable()).contains(true);
    east.kill();
    regions.arbiter.says("west", 2);

    east.begin();

    east.awaitWhy("writer west, epoch 2");
    Await.until("it answers", () -> east.orders().server().sql() != null);
    var orders = east.orders();
    assertThat(orders.duty().role()).isEqualTo(Role.WRITER);
    assertThat(orders.writable()).contains(false);
  }

  @Test
  @Tag("invariant-10")
  void a_writer_comes_back_read_only_while_the_arbiter_is_silent() throws Exception {
    var east = regions.east();
    east.kill();
    regions.arbiter.fallsSilent();

    east.begin();

    Await.until("it answers", () -> east.orders().server().sql() != null);
    assertThat(east.orders().writable()).contains(false);
    east.awaitWhy("arbiter");
    regions.arbiter.says("east", 1);
    Await.until("it writes once the arbiter confirms", east::writable);
  }

  @Test
  @Tag("invariant-4")
  void a_lower_epoch_is_refused_and_changes_nothing_even_after_a_restart() throws Exception {
    var east = regions.east();
    regions.arbiter.says("east", 3);
    east.agent().assign("orders", AssignmentRequest.writer(3, Succession.of(1)));
    east.killAgent();
    east.begin();

    assertThatThrownBy(
            () -> east.agent().assign("orders", AssignmentRequest.replica(2, Stop.ORDERLY)))
        .isInstanceOf(EpochRefusedException.class)
        .hasMessageContaining("lower than 3");
    assertThatThrownBy(
            () -> east.agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1))))
        .isInstanceOf(EpochRefusedException.class);
    assertThatThrownBy(
            () -> east.agent().assign("orders", AssignmentRequest.writer(4, Succession.of(3))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("nothing was changed");
    assertThat(east.orders().writable()).contains(true);
    assertThat(east.orders().duty().epoch()).isEqualTo(3);
  }

  /// Goal: back ends of a killed postmaster must not commit beside the new server. Method: one is
  /// inside a procedure that commits all the time; it outlives its postmaster while the database is
  /// held; after the hold is removed, no commit is later than the new server's start.
  @Test
  @Tag("invariant-11")
  void orphans_of_a_killed_postmaster_commit_nothing_after_the_restart() throws Exception {
    var east = regions.east();
    long old = east.orders().server().process().pid();
    try (var session = east.services()) {
      session.execute("CREATE TABLE commits (at timestamptz)");
    }
    var busy = Thread.ofVirtual().start(() -> commitForEver(east));
    Await.until("it commits", () -> east.count("SELECT count(*) FROM commits") > 10);
    var hold = Files.createDirectories(east.state.resolve("held")).resolve("orders");
    Files.createFile(hold);
    regions.table.kill(Signal.KILL, List.of(old));
    Await.until("its death is seen", () -> !east.orders().server().running());
    assertThat(regions.table.processesIn(east.data)).as("an orphan goes on").isNotEmpty();
    var orphans = regions.table.processesIn(east.data).stream().map(LivingProcess::pid).toList();

    Files.delete(hold);

    Await.until("it writes again", east::writable);
    assertThat(regions.table.processesIn(east.data))
        .extracting(LivingProcess::pid)
        .doesNotContainAnyElementsOf(orphans);
    assertThat(east.count("SELECT count(*) FROM commits WHERE at > pg_postmaster_start_time()"))
        .isZero();
    busy.join();
  }

  @Test
  void a_new_agent_adopts_the_database_that_lives() throws Exception {
    var east = regions.east();
    var before = east.orders();

    east.killAgent();
    assertThat(ProcessHandle.of(before.server().process().pid())).isPresent();
    east.begin();

    var after = east.orders();
    assertThat(after.server().process()).isEqualTo(before.server().process());
    assertThat(after.care().restarts()).isZero();
    assertThat(after.writable()).contains(true);
  }

  @Test
  void a_running_writer_ends_when_the_placement_moves_away() throws Exception {
    var east = regions.east();
    regions.arbiter.says("west", 2);

    Await.until("it is read-only", east::readOnly);

    assertThatThrownBy(
            () -> east.agent().assign("orders", AssignmentRequest.writer(1, Succession.of(1))))
        .isInstanceOf(EpochRefusedException.class);
  }

  @Test
  void sigterm_stops_the_database_too() throws Exception {
    var east = regions.east();
    var agent = regions.table.processesIn(east.state).stream().map(LivingProcess::pid).toList();
    regions.table.kill(Signal.TERM, agent.stream().filter(pid -> isJava(pid)).toList());

    Await.until("all ended", () -> regions.table.processesIn(east.state).isEmpty());
  }

  /// Goal: a frozen server never looks alive, and never hangs the agent's answer.
  @Test
  void a_frozen_database_is_unknown_and_state_still_answers() throws Exception {
    var east = regions.east();
    try (var probe = new SqlProbe(east.endpoint(), Duration.ofMillis(200))) {
      Await.until(
          "it answers in time",
          () ->
              probe.probe() instanceof ProbeResult.Answered(var role, _) && role.equals("primary"));
      var pids = regions.table.processesIn(east.data).stream().map(LivingProcess::pid).toList();
      regions.table.kill(Signal.STOP, pids);

      assertThat(probe.probe()).isInstanceOf(ProbeResult.Silent.class);
      Await.until(
          "it is unknown",
          () -> east.agent().state().databases().get("orders").server().sql() == null);
      var quick = east.agent().within(Duration.ofMillis(300)).state().databases().get("orders");
      assertThat(quick.server().frozen()).isTrue();
      assertThat(quick.writable()).isEmpty();
      assertThat(quick.care().why()).contains("does not answer");

      regions.table.kill(Signal.KILL, pids);
      assertThat(probe.probe()).isInstanceOf(ProbeResult.Refused.class);
    }
  }

  /// Goal: a planned move whose agent died between the stop of the writer and its note of it goes
  /// on. Method: the fence is durable, the server stopped, and the agent's successor finds both.
  @Test
  void where_a_fenced_writer_ended_is_known_also_if_its_agent_died_before_it_said_so()
      throws Exception {
    var east = regions.east();
    east.terminateAgent();
    var end = east.control().checkpoint().toString();
    east.assignReplica();

    east.begin();

    Await.until("it stands read-only", east::readOnly);
    assertThat(east.orders().control().shutdownCheckpointLsn()).isEqualTo(end);
  }

  /// Goal: a request to wait for a replica that was under way for long makes no later writer wait
  /// for one that is not there, which would hold up every write.
  @Test
  void a_new_writer_waits_for_nobody_and_no_late_request_changes_that() throws Exception {
    var east = regions.east();
    assertThatThrownBy(() -> east.agent().waitFor("orders", 1, "lifeboat-west"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("does not stream to lifeboat-west");
    regions.cloneWest();
    east.agent().waitFor("orders", 1, "lifeboat-west");
    assertThat(waitsFor(east, "lifeboat-west")).isTrue();
    east.agent().assign("orders", AssignmentRequest.replica(2, Stop.IMMEDIATE));
    assertThatThrownBy(() -> east.agent().waitFor("orders", 2, "lifeboat-west"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("waits for nobody");

    regions.arbiter.says("east", 3);
    east.agent().assign("orders", AssignmentRequest.writer(3, Succession.of(1)));

    assertThat(waitsFor(east)).as("for nobody").isTrue();
    assertThatThrownBy(() -> east.agent().waitFor("orders", 2, "lifeboat-west"))
        .isInstanceOf(EpochRefusedException.class)
        .hasMessageContaining("lower than 3");
    assertThat(waitsFor(east)).as("for nobody").isTrue();
  }

  private static boolean waitsFor(TestRegions.Region region, String... replicas) throws Exception {
    try (var session = region.superuser()) {
      return StandbyNames.of(replicas).holds(session);
    }
  }

  /// A whole switchover and the way back: clone, fence without loss, promote, follow.
  @Test
  @Tag("invariant-19")
  void a_switchover_loses_nothing_and_the_old_writer_follows() throws Exception {
    var east = regions.east();
    var west = regions.west();
    regions.cloneWest();
    try (var session = east.services()) {
      session.execute("CREATE TABLE orders (number bigint PRIMARY KEY)");
      session.execute("INSERT INTO orders SELECT generate_series(1, 1000)");
    }

    var fenced = east.agent().assign("orders", AssignmentRequest.replica(2, Stop.ORDERLY));

    assertThat(fenced.writable()).contains(false);
    assertThatThrownBy(() -> east.insert(1001)).isInstanceOf(SQLException.class);
    var checkpoint = Lsn.parse(fenced.control().shutdownCheckpointLsn());
    Await.until(
        "west has the shutdown checkpoint",
        () -> Lsn.parse(west.sql().replayLsn()).compareTo(checkpoint) > 0);
    regions.arbiter.says("west", 2);
    var promoted = west.agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1)));
    assertThat(promoted.writable()).contains(true);
    assertThat(promoted.server().sql().timeline()).isEqualTo(2);
    assertThat(west.count("SELECT count(*) FROM orders")).isEqualTo(1000);
    Await.until("west offers its slot", () -> canFollow(east));
    assertThat(
            west.agent().assign("orders", AssignmentRequest.writer(2, Succession.of(1))).writable())
        .contains(true);
    Await.until(
        "east has dropped its slots, which would keep log for nobody", () -> slots(east) == 0);
    west.insert(1001);
    Await.until("east has it", () -> east.count("SELECT max(number) FROM orders") == 1001);
    assertThat(east.sql().walReceiver().streaming()).isTrue();
    assertThat(west.sql().replication())
        .anySatisfy(replica -> assertThat(replica.applicationName()).isEqualTo("lifeboat-east"));

    east.killAgent();
    try (var session = east.superuser()) {
      session.createPhysicalSlot("lifeboat_west");
      session.createPhysicalSlot(LogStream.VAULT_SLOT + "_offsite");
    }
    east.begin();
    Await.until(
        "slots that could not be dropped in time are dropped, a vault's too",
        () -> slots(east) == 0);
  }

  private static int slots(TestRegions.Region region) throws Exception {
    try (var session = region.superuser()) {
      return session.slots().size();
    }
  }

  private static boolean canFollow(TestRegions.Region region) throws Exception {
    return region.agent().follow("orders", 2).duty().role() == Role.REPLICA;
  }

  private static boolean isJava(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(handle -> handle.info().command())
        .filter(command -> command.endsWith("java"))
        .isPresent();
  }

  private static void commitForEver(TestRegions.Region region) {
    var loop =
        """
        DO $$ BEGIN
          LOOP INSERT INTO commits VALUES (clock_timestamp()); COMMIT; END LOOP;
        END $$
        """;
    try (var session = Session.open(region.endpoint(), Duration.ofSeconds(60))) {
      session.execute(loop);
    } catch (SQLException _) {
      // Its server was killed, as planned.
      return;
    }
  }
}
