package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.WriteProbe;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// Goal: once a fence is proven, the old side acknowledges no write, whatever wakes up there.
///
/// Method: a client writes *directly* to the old database, past the front door, through the whole
/// failover and the return of its region; not one of its writes may be acknowledged after the proof
/// was journalled. Every test ends with the writer at home again.
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(SharedLab.InTests.class)
final class LabFenceTest {
  private static final Fault POSTMASTER = new Fault.PostmasterLost("orders", "east");
  private static final Predicate<String> PROOF = event -> event.contains("StepMet[step=fence-ord");
  private static final Predicate<String> NEVER = event -> false;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration ORPHANED = Duration.ofMillis(200);

  private static RunningLab lab;
  private static Endpoint east;

  @BeforeAll
  static void up(SharedLab shared) throws Exception {
    lab = shared.with(RunningLab::atOnce);
    east = lab.direct("east", "orders");
    LabAwait.until(LabFenceTest::knowsOfTheGate);
  }

  @Test
  @Order(1)
  @Tag("invariant-3")
  void the_postmaster_alone_is_killed_while_a_back_end_is_busy_committing() throws Exception {
    try (var busy = new BusyBackEnd(east);
        var writer = new LabDirectWriter(east)) {
      lab.lab.faults().inject(POSTMASTER);

      var proven = failOver(PROOF, LabFenceTest::assertUntold);

      assertFenced(proven, writer);
      assertThat(busy.newest()).as("the newest row of the busy back end").isBefore(proven);
    }
    failBack();
  }

  @Tag("proof")
  @Test
  @Order(2)
  @Tag("invariant-3")
  void a_back_end_that_outlives_postmaster_and_agent_is_answered_no_more() throws Exception {
    try (var busy = new BusyBackEnd(east);
        var writer = new LabDirectWriter(east)) {
      lab.killAgent("east");
      lab.lab.faults().inject(POSTMASTER);
      var clock = Clock.systemUTC();
      var orphaned = clock.instant();
      // The port refuses by now; the orphan is left alone for a moment all the same.
      LabAwait.until(() -> clock.instant().isAfter(orphaned.plus(ORPHANED)));

      var proven = failOver(NEVER, () -> {});

      lab.startAgent("east");
      assertFenced(proven, writer);
      // Without a postmaster PostgreSQL waits for no standby and tells no client: what the orphan
      // still writes is acknowledged to nobody, and goes with the old data when it is cloned.
      assertThat(busy.newest())
          .as("the newest row of the orphan, else nothing was tried")
          .isAfter(orphaned.plus(ORPHANED.dividedBy(2)));
      assertThat(busy.answered()).as("the orphan's client was told of success").isFalse();
    }
    failBack();
  }

  @Test
  @Order(3)
  @Tag("invariant-10")
  void the_supervisor_restarts_the_old_database_during_and_after_the_promotion() throws Exception {
    try (var writer = new LabDirectWriter(east)) {
      int restarts = database("east").care().restarts();

      var proven =
          failOver(
              event -> event.contains("PromotionIntended[step=promote-orders"),
              () -> lab.lab.faults().inject(POSTMASTER));
      LabAwait.until(() -> answersAfter(restarts + 1));
      lab.lab.faults().inject(POSTMASTER);
      LabAwait.until(() -> answersAfter(restarts + 2));
      // The supervisor as well: the next one knows only what is on disk.
      lab.killAgent("east");
      lab.lab.faults().inject(POSTMASTER);
      lab.startAgent("east");

      assertFenced(proven, writer);
    }
    failBack();
  }

  @Test
  @Order(4)
  @Tag("invariant-3")
  void a_hung_region_is_waited_out_and_thaws_fenced() throws Exception {
    assertFencedAndHealed(new Fault.RegionHung("east"));
  }

  @Tag("proof")
  @Test
  @Order(5)
  @Tag("invariant-3")
  void a_lost_region_that_is_healed_as_it_was_comes_up_read_only() throws Exception {
    assertFencedAndHealed(new Fault.RegionLost("east"));
  }

  /// Of the trials of [OldSideTest] the one whose old database lives, takes writes and has nobody
  /// to stop it.
  @Test
  @Order(6)
  @Tag("invariant-34")
  void a_primary_that_lives_cut_off_without_its_agent_acknowledges_nothing_more() throws Exception {
    var troubles = List.of(LabTrouble.AGENT_FROZEN, LabTrouble.CUT_FROM_RECOVERY);

    var happened = new OldSideTrial(troubles, troubles).hold(lab);

    assertThat(happened).startsWith("failed over");
    LabAwait.until(LabFenceTest::knowsOfTheGate);
  }

  private static void assertFencedAndHealed(Fault fault) throws Exception {
    try (var writer = new LabDirectWriter(east)) {
      lab.lab.faults().inject(fault);

      var proven = failOver(NEVER, () -> {});

      // The region comes back exactly as it was, with its agent and its old database.
      lab.lab.faults().heal(fault);
      assertFenced(proven, writer);
    }
    failBack();
  }

  /// Fails over to west.
  ///
  /// @return when the fence of the database was first proven
  private static Instant failOver(Predicate<String> moment, RunningLab.Act act) throws Exception {
    var open = lab.open(Mode.FAILOVER);
    RunningLab.assertDone(lab.execute(open, moment, act));
    assertThat(lab.writer()).isEqualTo("west");
    var proof = lab.journalled(open.files().run(), PROOF);
    assertThat(proof.event().toString()).contains("the commit gate was in force since");
    return proof.at();
  }

  private static void failBack() throws Exception {
    RunningLab.assertDone(lab.run(Mode.FAILBACK));
    assertThat(lab.writer()).isEqualTo("east");
    LabAwait.until(LabFenceTest::knowsOfTheGate);
  }

  /// Whether the writer that west follows told it that its gate is in force. A hung one tells no
  /// more.
  private static boolean knowsOfTheGate() {
    try {
      var copy = database("west");
      var gate = copy.commitGate();
      var followed = copy.followed();
      return gate != null && followed != null && gate.epoch() == followed.epoch() && gate.inForce();
    } catch (IOException silent) {
      return false;
    }
  }

  /// A gateway in west would still take a late request of the epoch that it knows.
  private static void assertUntold() throws Exception {
    var goal = new Goal.Fenced("images", "west", Goal.Stop.ORDERLY);
    assertThat(lab.lab.reconcilers(lab.shop).reconciler(goal).observe(goal))
        .isInstanceOfSatisfying(
            Observation.Pending.class, it -> assertThat(it.why()).contains("not told"));
  }

  /// The old database is up again, and has acknowledged nothing since the proof.
  private static void assertFenced(Instant proven, LabDirectWriter writer) {
    lab.awaitAgent("east");
    LabAwait.until(() -> answersAfter(0));
    writer.awaitAttempts(20);
    assertThat(writer.lastAccepted()).as("the last acknowledged write").isBefore(proven);
    LabAwait.until(LabFenceTest::refusesWrites);
  }

  /// One that has thawed may answer before its agent starts it again read-only.
  private static boolean refusesWrites() {
    var result = new WriteProbe().attempt(east, "test", PATIENCE);
    assertThat(result).isNotInstanceOf(WriteProbe.Result.Accepted.class);
    return result instanceof WriteProbe.Result.Refused;
  }

  private static boolean answersAfter(int restarts) {
    try {
      var seen = database("east");
      return seen.care().restarts() >= restarts
          && seen.server().running()
          && seen.server().sql() != null;
    } catch (IOException silent) {
      return false;
    }
  }

  private static DatabaseState database(String region) throws IOException {
    try {
      var state = lab.lab.clients().agent(region).freshState("orders");
      return Objects.requireNonNull(state.databases().get("orders"));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }
}
