package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// One client that commits all the time, by one session while that lasts: what users see of the
/// guards of their database, whichever server it is.
public final class SessionLoad implements AutoCloseable {
  /// Whoever was refused waits so long, so as not to keep the processor from what would let it in.
  private static final Duration AGAIN = Duration.ofMillis(20);

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Entry entry;
  private final Thread thread;
  private volatile boolean over;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private volatile Duration longest = Duration.ZERO;
  private final AtomicReference<Throwable> broken = new AtomicReference<>();

  /// How the client logs in.
  public interface Entry {
    Client open() throws SQLException;
  }

  /// One session of it.
  public interface Client extends AutoCloseable {
    /// Commits a number that none of its sessions wrote before.
    ///
    /// @return false when that was refused and the session lives on
    boolean commit(int number) throws SQLException;

    @Override
    void close() throws SQLException;
  }

  /// What is done to guards.
  public interface Change {
    void make() throws Exception;
  }

  /// How long writes must go on without a guard, and how long they may.
  ///
  /// @param told for so long at least a server was told to go on
  /// @param lease of the guards
  public record Limits(Duration told, Duration lease) {}

  private SessionLoad(Entry entry) {
    this.entry = entry;
    this.thread =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((_, why) -> broken.set(why))
            .start(this::commitUntilOver);
  }

  /// Goal: what happens to one of two guards is seen by nobody.
  ///
  /// @param change one that is made so often
  public static void assertUnseen(Entry entry, int times, Change change, Limits limits)
      throws Exception {
    try (var load = new SessionLoad(entry)) {
      for (int i = 0; i < times; i++) {
        change.make();
      }
      load.end();
      assertThat(load.failures).as("of %s commits", load.done).isEmpty();
      assertThat(load.refused.get()).as("of %s commits", load.done).isZero();
      assertThat(load.done.get()).isGreaterThan(times);
      assertThat(load.longest).as("%s", load).isLessThan(limits.lease());
      System.out.printf("one of two replaced %d times: %s%n", times, load);
    }
  }

  /// Goal: without any guard writes are refused once what was told is over, no sooner; with one
  /// back they are not, so that they wait for its start and for nothing else.
  ///
  /// @param loss of all guards
  /// @param start of one, which is over once it holds the lease
  public static void assertStopped(Entry entry, Change loss, Change start, Limits limits)
      throws Exception {
    try (var load = new SessionLoad(entry)) {
      load.await("writes are taken", () -> load.done.get() > 0);
      long lost = System.nanoTime();
      loss.make();
      load.await("they are refused", () -> load.refusals() > 0);
      var written = since(lost);
      assertThat(written).isBetween(limits.told(), limits.lease().multipliedBy(2));
      load.assertNothingIsTaken();
      start.make();
      int before = load.done.get();
      long back = System.nanoTime();
      load.await("they are taken again", () -> load.done.get() > before);
      var waited = since(back);
      assertThat(waited).isLessThan(limits.lease());
      load.end();
      System.out.printf(
          "both gone: refused after %d ms; one back: taken after %d ms; %s%n",
          written.toMillis(), waited.toMillis(), load);
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /// From the first refusal on, as long as nobody is back.
  private void assertNothingIsTaken() {
    int taken = done.get();
    int refused = refusals();
    await("they are refused again", () -> refusals() > refused + 5);
    assertThat(done.get()).as("%s", this).isEqualTo(taken);
  }

  private interface Sight {
    boolean seen();
  }

  private void await(String what, Sight sight) {
    long begun = System.nanoTime();
    while (!sight.seen()) {
      assertThat(broken.get()).as(what).isNull();
      assertThat(since(begun)).as("%s: %s", what, this).isLessThan(PATIENCE);
      pass();
    }
  }

  private static void pass() {
    LockSupport.parkNanos(AGAIN.toNanos());
  }

  private void commitUntilOver() {
    long last = System.nanoTime();
    while (!over) {
      try (var client = entry.open()) {
        while (!over) {
          last = commit(client, last);
        }
      } catch (SQLException gone) {
        failures.add(String.valueOf(gone.getMessage()));
        pass();
      }
    }
  }

  private long commit(Client client, long last) throws SQLException {
    // What was written without an answer stays.
    if (!client.commit(asked.incrementAndGet())) {
      int _ = refused.incrementAndGet();
      pass();
      return last;
    }
    int _ = done.incrementAndGet();
    long now = System.nanoTime();
    var gap = Duration.ofNanos(now - last);
    longest = gap.compareTo(longest) > 0 ? gap : longest;
    return now;
  }

  private int refusals() {
    return refused.get() + failures.size();
  }

  /// @throws AssertionError when it had ended before
  private void end() throws InterruptedException {
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
    return "%s commits, %s refused, %d sessions or logins ended, longest without one %d ms"
        .formatted(done, refused, failures.size(), longest.toMillis());
  }
}
