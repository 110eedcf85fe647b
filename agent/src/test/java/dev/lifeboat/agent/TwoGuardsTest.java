package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.CommitTrigger;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.wire.Await;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Two guards of one region: what clients see of it when one of them, or both, come and go.
@ExtendWith(Binaries.class)
class TwoGuardsTest {
  /// As on AWS by default.
  private static final LeaseTerms TERMS = LeaseTerms.lasting(Duration.ofSeconds(10));

  /// For so long at least a server was told to go on: it stops 1 s before the end of a lease that
  /// is renewed every 2.5 s, and a renewal takes a moment.
  private static final Duration TOLD = Duration.ofSeconds(6);

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final MonotonicClock CLOCK = MonotonicClock.ofThisMachine();

  @TempDir private static Path keys;
  private static GuardedServer server;

  private final List<OwnVoter> voters =
      List.of(new OwnVoter(TERMS, CLOCK), new OwnVoter(TERMS, CLOCK), new OwnVoter(TERMS, CLOCK));
  private final List<WorkloadGuard> guards = new ArrayList<>();
  private int begun;

  @TempDir Path state;

  @BeforeAll
  static void begin(Installation postgres) throws Exception {
    server = new GuardedServer(postgres, keys);
  }

  @AfterAll
  static void remove() throws Exception {
    server.close();
  }

  @BeforeEach
  void make() throws Exception {
    server.forgetGuards();
    add();
    add();
  }

  @AfterEach
  void end() throws Exception {
    for (var guard : guards) {
      guard.end();
    }
  }

  /// One more, which remembers nothing, until it holds the lease.
  private void add() throws Exception {
    var guard =
        new WorkloadGuard(
            new WorkloadGuard.Place("shop", "east"),
            Map.of("east", voters.get(0), "west", voters.get(1), "arbiter", voters.get(2)),
            TERMS,
            CLOCK,
            Map.of("orders", server.logins()),
            state.resolve("guard-" + ++begun));
    guards.add(guard);
    guard.begin();
    Await.until("the database obeys", PATIENCE, guard::controls);
    guard.acquire(1, PATIENCE);
    Await.until("it lets in", PATIENCE, () -> guard.state().gates().containsValue("open"));
  }

  /// As its process dies: nothing is handed back.
  private void lose() throws Exception {
    guards.removeFirst().end();
  }

  /// Goal: what happens to one of them is seen by nobody.
  @Test
  @Tag("invariant-51")
  void one_of_them_is_replaced_and_no_commit_is_refused() throws Exception {
    replace(3);
  }

  @Test
  @Tag("proof")
  void one_of_them_is_replaced_a_hundred_times() throws Exception {
    replace(100);
  }

  private void replace(int times) throws Exception {
    try (var load = new Load(server)) {
      for (int i = 0; i < times; i++) {
        lose();
        add();
      }
      load.end();
      assertThat(load.ended).as("the session").isEmpty();
      assertThat(load.refused.get()).as("of %s commits", load.done).isZero();
      assertThat(load.done.get()).isGreaterThan(times);
      assertThat(load.longest).as("%s", load).isLessThan(TERMS.length());
      System.out.printf("one of two replaced %d times: %s%n", times, load);
    }
  }

  /// Goal: with both gone commits are refused once what was told is over, no sooner; with one back
  /// they are not, so that writes wait for its start and for nothing else.
  @Test
  @Tag("invariant-51")
  void both_are_gone_and_one_comes_back() throws Exception {
    try (var load = new Load(server)) {
      var lost = CLOCK.now();
      lose();
      lose();
      Await.until("commits are refused", PATIENCE, () -> load.refused.get() > 0);
      assertThat(CLOCK.now().minus(lost)).isBetween(TOLD, TERMS.length().multipliedBy(2));
      add();
      int before = load.done.get();
      var back = CLOCK.now();
      Await.until("they are taken", PATIENCE, () -> load.done.get() > before);
      assertThat(CLOCK.now().minus(back)).isLessThan(TERMS.length());
      load.end();
      System.out.printf("both gone, one back: %s%n", load);
    }
  }

  /// One client that commits all the time, by one session while that lasts.
  private static final class Load implements AutoCloseable {
    private final GuardedServer server;
    private final Thread thread;
    private volatile boolean over;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile String ended = "";
    private volatile Duration longest = Duration.ZERO;
    private final AtomicReference<Throwable> broken = new AtomicReference<>();

    Load(GuardedServer server) {
      this.server = server;
      this.thread =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, why) -> broken.set(why))
              .start(this::run);
    }

    private void run() {
      long last = System.nanoTime();
      while (!over) {
        try (var client =
            Session.open(server.regions().east().endpoint(), Duration.ofSeconds(30))) {
          while (!over) {
            last = commit(client, last);
          }
        } catch (SQLException gone) {
          ended = String.valueOf(gone.getMessage());
        }
      }
    }

    private long commit(Session client, long last) throws SQLException {
      try {
        client.execute("INSERT INTO orders VALUES (1)");
      } catch (SQLException failed) {
        if (!CommitTrigger.REFUSED.equals(failed.getSQLState())) {
          throw failed;
        }
        refused.incrementAndGet();
        return last;
      }
      done.incrementAndGet();
      long now = System.nanoTime();
      var gap = Duration.ofNanos(now - last);
      longest = gap.compareTo(longest) > 0 ? gap : longest;
      return now;
    }

    void end() throws InterruptedException {
      over = true;
      thread.join();
      if (broken.get() != null) {
        throw new AssertionError("nobody commits any more", broken.get());
      }
    }

    @Override
    public void close() {
      over = true;
    }

    @Override
    public String toString() {
      return "%s commits, %s refused, longest without one %d ms, session %s"
          .formatted(done, refused, longest.toMillis(), ended.isEmpty() ? "kept" : "ended");
    }
  }
}
