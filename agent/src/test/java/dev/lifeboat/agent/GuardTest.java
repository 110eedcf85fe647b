package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.lease.Guard;
import dev.lifeboat.agent.lease.GuardedLogins;
import dev.lifeboat.agent.lease.GuardedState;
import dev.lifeboat.agent.vote.MonotonicClock;
import dev.lifeboat.agent.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.lease.ReleaseRequest;
import dev.lifeboat.lease.VoteReply;
import dev.lifeboat.lease.VoteRequest;
import dev.lifeboat.lease.Voter;
import dev.lifeboat.lease.VoterStatus;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A guard with SQL rights alone, at a real PostgreSQL that knows nothing of leases, with voters of
/// the test's own.
class GuardTest {
  private static final LeaseTerms TERMS =
      new LeaseTerms(Duration.ofMillis(200), Duration.ofSeconds(4), Duration.ofSeconds(2), 0.01);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final MonotonicClock CLOCK = MonotonicClock.ofThisMachine();

  private static Path binaries;
  private static TestRegions regions;

  private final List<OwnVoter> voters = List.of(new OwnVoter(), new OwnVoter(), new OwnVoter());

  @TempDir Path state;
  private Guard guard;

  @BeforeAll
  static void begin() throws Exception {
    binaries = TestFolder.create("guard-postgres");
    regions = new TestRegions(binaries);
    regions.edge().begin();
    regions.east().begin();
    regions.east().agent().initialise("orders", 1);
    Await.until("orders is writable", () -> regions.east().writable());
    try (var admin = regions.east().superuser();
        var owner = regions.east().services()) {
      owner.execute("CREATE TABLE orders (id int)");
      admin.execute("CREATE ROLE guard LOGIN CREATEROLE PASSWORD 'guard'");
      admin.execute(
          "GRANT %s TO guard WITH ADMIN OPTION".formatted(regions.east().endpoint().user()));
      admin.execute("GRANT CREATE ON DATABASE orders TO guard");
      admin.execute("ALTER SCHEMA lifeboat OWNER TO guard");
    }
  }

  @AfterAll
  static void remove() throws Exception {
    regions.close();
    TestFolder.delete(binaries);
  }

  @BeforeEach
  void make() throws Exception {
    var services = regions.east().endpoint();
    guard =
        new Guard(
            new Guard.Place("shop", "east"),
            Map.of("east", voters.get(0), "west", voters.get(1), "arbiter", voters.get(2)),
            TERMS,
            CLOCK,
            List.of(
                new GuardedLogins(
                    "orders",
                    new Endpoint(
                        services.host(), services.port(), services.database(), "guard", "guard"),
                    List.of(services.user()))),
            state);
    guard.begin();
  }

  @AfterEach
  void end() throws Exception {
    guard.end();
  }

  @Test
  void without_the_lease_nobody_logs_in_and_with_it_everybody_does() throws Exception {
    Await.until("logins are refused", PATIENCE, () -> !logsIn());
    Await.until("the database obeys", PATIENCE, guard::controls);

    guard.acquire(1, PATIENCE);

    Await.until("logins are admitted", PATIENCE, GuardTest::logsIn);
    Await.until("it writes", PATIENCE, GuardTest::writes);
  }

  /// Goal: sessions that are open, and in a transaction, end with the lease.
  @Test
  void a_lease_that_is_lost_ends_the_sessions() throws Exception {
    guard.acquire(1, PATIENCE);
    Await.until("it writes", PATIENCE, GuardTest::writes);
    try (var client = regions.east().services()) {
      client.execute("BEGIN");
      client.execute("INSERT INTO orders VALUES (1)");

      voters.forEach(OwnVoter::silence);

      Await.until("the session has ended", PATIENCE, () -> !answers(client));
      Await.until("logins are refused", PATIENCE, () -> !logsIn());
    }
    assertThat(guard.state().held()).isFalse();

    voters.forEach(OwnVoter::speak);
    Await.until("it writes again", PATIENCE, GuardTest::writes);
  }

  /// Goal: the death of the guard fences too. Method: its threads end; its session stays away, and
  /// the client's stays.
  @Test
  void a_guard_that_is_gone_leaves_a_database_that_refuses_commits() throws Exception {
    guard.acquire(1, PATIENCE);
    Await.until("it writes", PATIENCE, GuardTest::writes);
    try (var client = regions.east().services()) {
      guard.end();

      Await.until("commits are refused", PATIENCE, () -> !commits(client));
      assertThat(answers(client)).as("the session itself goes on").isTrue();
    }
  }

  @Test
  void a_lease_that_is_handed_back_has_ended_the_right_to_log_in_before_the_voters_hear_of_it()
      throws Exception {
    guard.acquire(1, PATIENCE);
    Await.until("it writes", PATIENCE, GuardTest::writes);

    guard.handBack(1);

    assertThat(logsIn()).isFalse();
    assertThat(voters).allSatisfy(voter -> assertThat(voter.status("shop").bound()).isFalse());
  }

  /// Goal: what a replica is compared with lies beyond all that the services were told is
  /// committed.
  @Test
  void a_closed_database_is_told_with_a_position_beyond_every_commit() throws Exception {
    guard.acquire(1, PATIENCE);
    Await.until("it writes", PATIENCE, GuardTest::writes);
    assertThat(told().standing()).isEqualTo(GuardedState.Standing.OPEN);
    Lsn written;
    try (var client = regions.east().services()) {
      client.execute("INSERT INTO orders VALUES (2)");
      written = Lsn.parse(client.queryTexts("SELECT pg_current_wal_lsn()::text").getFirst());
    }

    guard.handBack(1);

    assertThat(told().standing()).isEqualTo(GuardedState.Standing.CLOSED);
    assertThat(Lsn.parse(told().position())).isGreaterThanOrEqualTo(written);
  }

  private GuardedState told() {
    return guard.databases().getFirst();
  }

  private static boolean logsIn() {
    try (var client = Session.open(regions.east().endpoint(), Duration.ofSeconds(5))) {
      return answers(client);
    } catch (SQLException refused) {
      return false;
    }
  }

  private static boolean writes() {
    try (var client = Session.open(regions.east().endpoint(), Duration.ofSeconds(5))) {
      return commits(client);
    } catch (SQLException refused) {
      return false;
    }
  }

  private static boolean commits(Session client) {
    try {
      client.execute("INSERT INTO orders VALUES (1)");
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  private static boolean answers(Session client) {
    try {
      client.execute("SELECT 1");
      return true;
    } catch (SQLException ended) {
      return false;
    }
  }

  /// A voter in this process that can fall silent.
  private static final class OwnVoter implements VoterClient {
    private Voter voter =
        new Voter(TERMS, Optional.empty(), false, Duration.ZERO, Duration.ZERO, 0);
    private boolean silent;

    synchronized void silence() {
      silent = true;
    }

    synchronized void speak() {
      silent = false;
    }

    @Override
    public VoterClient within(Duration limit) {
      return this;
    }

    @Override
    public synchronized VoteReply ask(VoteRequest request) throws IOException {
      return reply(voter.answer(request, CLOCK.now()));
    }

    @Override
    public synchronized VoteReply release(ReleaseRequest request) throws IOException {
      return reply(voter.release(request.lease(), request.why(), CLOCK.now()));
    }

    private VoteReply reply(Voter.Turn turn) throws IOException {
      if (silent) {
        throw new IOException("silent");
      }
      voter = turn.next();
      return turn.reply();
    }

    @Override
    public VoterStatus withhold(VoteRequest request) {
      throw new UnsupportedOperationException("nobody asks for it here");
    }

    @Override
    public synchronized VoterStatus status(String workload) {
      return voter.status(CLOCK.now());
    }
  }
}
