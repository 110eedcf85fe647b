package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.PostgresLogins;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Credential;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.wire.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// A guard and a real PostgreSQL, and voters whose clocks run 8.4 % faster than the guard's. Alone,
/// since what it compares are moments.
@Isolated
@ExtendWith(Binaries.class)
class GuardClocksTest {
  private static final MonotonicClock GUARDS = MonotonicClock.ofThisMachine();
  private static final MonotonicClock VOTERS =
      () -> Duration.ofNanos((long) (GUARDS.now().toNanos() * (1 + LeaseTerms.MOST_APART)));

  private static TestRegions regions;

  @TempDir Path state;

  @BeforeAll
  static void begin(Installation postgres) throws Exception {
    regions = new TestRegions(postgres);
    regions.edge().begin();
    regions.east().begin();
    regions.east().initialise();
    Await.until("orders is writable", () -> regions.east().writable());
    try (var admin = regions.east().superuser();
        var owner = regions.east().services()) {
      owner.execute("CREATE TABLE writes (at timestamptz DEFAULT clock_timestamp())");
      GuardedServer.createGuard(admin, regions.east().endpoint().user());
    }
  }

  @AfterAll
  static void remove() throws Exception {
    regions.close();
  }

  @Tag("proof")
  @Test
  @Tag("invariant-23")
  void the_last_acknowledgement_is_before_the_grant_of_a_lease_of_two_seconds() throws Exception {
    endsBeforeAnotherIsGranted(LeaseTerms.standard());
  }

  @Tag("proof")
  @Test
  void the_last_acknowledgement_is_before_the_grant_of_a_lease_of_ten_seconds() throws Exception {
    endsBeforeAnotherIsGranted(LeaseTerms.lasting(Duration.ofSeconds(10)));
  }

  /// Goal: the end of the act of stopping, as a client sees it, is before anyone else may write.
  /// Method: a client writes straight to the server; two voters hear its guard no more, and are
  /// asked for the other region until both grant it, by their fast clocks.
  private void endsBeforeAnotherIsGranted(LeaseTerms terms) throws Exception {
    var voters = Stream.generate(() -> new OwnVoter(terms, VOTERS)).limit(3).toList();
    var guard = guard(terms, voters);
    guard.begin();
    try (var client = DirectWriter.begin(regions.east().endpoint())) {
      Await.until("the database obeys", guard::controls);
      guard.acquire(1, Duration.ofSeconds(30));
      int before = client.acknowledged();
      Await.until("it writes", () -> client.acknowledged() > before + 20);

      var others = voters.subList(1, 3);
      others.forEach(voter -> voter.cutOff("east"));
      long granted = Math.max(grantedNanos(others.get(0)), grantedNanos(others.get(1)));
      Await.until("nobody is let in", () -> isClosed(guard));

      var ahead = Duration.ofNanos(granted - client.lastAcknowledgedNanos());
      System.out.printf(
          "lease of %s: the last acknowledgement was %d ms before the grant%n",
          terms.length(), ahead.toMillis());
      assertThat(ahead).isPositive();
    } finally {
      guard.end();
    }
  }

  /// From then on nothing can be acknowledged any more.
  private static boolean isClosed(WorkloadGuard guard) {
    return guard.databases().getFirst().standing() == GuardedState.Standing.CLOSED;
  }

  /// When it can have been at the earliest.
  private static long grantedNanos(OwnVoter voter) throws Exception {
    var asked = new AtomicLong();
    Await.until(
        "another region is granted the lease",
        () -> {
          asked.set(System.nanoTime());
          return voter.ask(new VoteRequest("shop", 2, "west")) instanceof VoteReply.Granted;
        });
    return asked.get();
  }

  private WorkloadGuard guard(LeaseTerms terms, List<OwnVoter> voters) throws Exception {
    var services = regions.east().endpoint();
    var login = services.as(new Credential("guard", "guard"));
    return new WorkloadGuard(
        new WorkloadGuard.Place("shop", "east"),
        Map.of("east", voters.get(0), "west", voters.get(1), "arbiter", voters.get(2)),
        terms,
        GUARDS,
        Map.of("orders", new PostgresLogins(login, List.of(services.user()))),
        state);
  }
}
