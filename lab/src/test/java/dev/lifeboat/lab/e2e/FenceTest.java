package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.lab.fault.LabFaults;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.WriteProbe;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.runbook.Mode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/// Goal: once a fence is proven, the old side acknowledges no write, whatever wakes up there.
///
/// Method: a client writes *directly* to the old database, past the front door, through the whole
/// failover and the return of its region; not one of its writes may be acknowledged after the proof
/// was journalled. Every test ends with the writer at home again.
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FenceTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);
  private static RunningLab lab;

  @BeforeAll
  static void up() throws Exception {
    lab = RunningLab.up(plan -> plan);
  }

  @AfterAll
  static void down() throws Exception {
    lab.close();
  }

  @Test
  @Order(1)
  void the_postmaster_alone_is_killed_while_a_back_end_is_busy_committing() throws Exception {
    assertFenced(new Fault.PostmasterLost("orders", "east"));
  }

  @Test
  @Order(2)
  void a_hung_region_is_powered_off_and_thaws_to_nothing() throws Exception {
    assertFenced(new Fault.RegionHung("east"));
  }

  @Test
  @Order(3)
  void a_lost_region_that_is_healed_as_it_was_comes_up_read_only() throws Exception {
    assertFenced(new Fault.RegionLost("east"));
  }

  private static void assertFenced(Fault fault) throws Exception {
    try (var zombie = new DirectWriter(lab.lab.clients().direct("east", "orders"))) {
      var faults = new LabFaults(lab.plan, lab.lab.clients());
      faults.inject(fault);

      var proven = new AtomicLong(Long.MAX_VALUE);
      var state =
          lab.execute(
              lab.open(Mode.FAILOVER),
              event -> event.contains("StepMet[step=fence-orders"),
              () -> proven.set(System.nanoTime()));
      assertDone(state);
      assertThat(lab.writer()).isEqualTo("west");

      // The region comes back exactly as it was, with its agent and its old database.
      faults.heal(fault);
      lab.awaitAgent("east");
      zombie.awaitAttempts(20);

      assertThat(proven.get()).as("a fence was proven").isNotEqualTo(Long.MAX_VALUE);
      assertThat(zombie.lastAcknowledged())
          .as("a write past the proof of the fence")
          .isLessThan(proven.get());
      assertThat(
              new WriteProbe()
                  .attempt(lab.lab.clients().direct("east", "orders"), "test", DEADLINE))
          .isNotInstanceOf(WriteProbe.Result.Accepted.class);
    }
    assertDone(lab.run(Mode.FAILBACK));
    assertThat(lab.writer()).isEqualTo("east");
  }

  private static void assertDone(RunState state) {
    assertThat(state.phase()).isInstanceOf(RunState.Phase.Ended.class);
    assertThat(((RunState.Phase.Ended) state.phase()).outcome())
        .as("%s", state.phase())
        .isEqualTo(Outcome.DONE);
  }

  /// Writes to one database as fast as it answers, connecting anew whenever it has to.
  private static final class DirectWriter implements AutoCloseable {
    private final Endpoint endpoint;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong lastAcknowledged = new AtomicLong(Long.MIN_VALUE);
    private final Thread thread;

    DirectWriter(Endpoint endpoint) throws Exception {
      this.endpoint = endpoint;
      try (var session = Session.open(endpoint, DEADLINE)) {
        session.execute("create table if not exists zombie (at bigint)");
      }
      thread = Thread.ofPlatform().name("direct writer").start(this::write);
      long before = lastAcknowledged.get();
      Await.until(() -> lastAcknowledged.get() > before);
    }

    private void write() {
      while (!stopped.get()) {
        try (var session = Session.open(endpoint, DEADLINE)) {
          while (!stopped.get()) {
            attempts.incrementAndGet();
            session.execute("insert into zombie values (" + System.nanoTime() + ")");
            lastAcknowledged.set(System.nanoTime());
          }
        } catch (SQLException refused) {
          attempts.incrementAndGet();
          Await.pause();
        }
      }
    }

    void awaitAttempts(int count) {
      long target = attempts.get() + count;
      Await.until(() -> attempts.get() >= target);
    }

    long lastAcknowledged() {
      return lastAcknowledged.get();
    }

    @Override
    public void close() {
      stopped.set(true);
      Await.until(() -> !thread.isAlive());
    }
  }
}
