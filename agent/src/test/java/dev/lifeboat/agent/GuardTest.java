package dev.lifeboat.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.PostgresLogins;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Encryption;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.wire.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A guard with SQL rights alone, with voters of the test's own.
@ExtendWith(Binaries.class)
class GuardTest {
  private static final LeaseTerms TERMS =
      new LeaseTerms(Duration.ofMillis(200), Duration.ofSeconds(4), Duration.ofSeconds(2), 0.01);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final MonotonicClock CLOCK = MonotonicClock.ofThisMachine();

  @TempDir private static Path keys;
  private static GuardedServer server;
  private static TestRegions regions;

  private final List<OwnVoter> voters =
      List.of(new OwnVoter(TERMS, CLOCK), new OwnVoter(TERMS, CLOCK), new OwnVoter(TERMS, CLOCK));

  @TempDir Path state;
  private WorkloadGuard guard;

  @BeforeAll
  static void begin(Installation postgres) throws Exception {
    server = new GuardedServer(postgres, keys);
    regions = server.regions();
  }

  @AfterAll
  static void remove() throws Exception {
    server.close();
  }

  /// Each test's database is one that no guard ever saw.
  @BeforeEach
  void make() throws Exception {
    server.forgetGuards();
    guard = guard(state.resolve("first"));
    guard.begin();
  }

  /// @param kept a folder of what it remembers; a new one is of a guard that replaces another
  private WorkloadGuard guard(Path kept) throws Exception {
    return new WorkloadGuard(
        new WorkloadGuard.Place("shop", "east"),
        Map.of("east", voters.get(0), "west", voters.get(1), "arbiter", voters.get(2)),
        TERMS,
        CLOCK,
        Map.of("orders", server.logins()),
        kept);
  }

  @AfterEach
  void end() throws Exception {
    guard.end();
  }

  /// There is no replica here, and nothing else waits for one.
  @Test
  void a_writer_that_keeps_no_slot_says_so_and_is_guarded_all_the_same() throws Exception {
    acquire();
    Await.until("it says so", () -> !guard.databases().getFirst().unaudited().isEmpty());
  }

  /// As the loop on AWS does: not before the database obeys.
  private void acquire() throws Exception {
    Await.until("the database obeys", PATIENCE, guard::controls);
    guard.acquire(1, PATIENCE);
    Await.until("it is a fence", PATIENCE, () -> guard.isArmed() && told().uncovered().isEmpty());
    Await.until("it writes", PATIENCE, GuardTest::writes);
  }

  /// A table of the superuser's, where the guard may put no trigger.
  private static void createTableOfOthers(String... rights) throws Exception {
    try (var admin = regions.east().superuser()) {
      admin.execute("CREATE TABLE of_others (id int)");
      for (var right : rights) {
        admin.execute(
            "GRANT %s ON of_others TO %s".formatted(right, regions.east().endpoint().user()));
      }
    }
  }

  /// Goal: production goes on while its first guard cannot get a lease yet.
  @Test
  @Tag("invariant-51")
  void a_first_guard_closes_nothing_and_arms_once_it_holds_the_lease() throws Exception {
    try (var client = regions.east().services()) {
      Await.until("the database could be armed", PATIENCE, guard::controls);
      assertThat(guard.isArmed()).isFalse();
      assertThat(told().uncovered()).as("no fence yet").isNotEmpty();
      assertThat(commits(client)).isTrue();

      acquire();

      assertThat(commits(client)).as("its session went on").isTrue();
      guard.end();
      Await.until("commits are refused", PATIENCE, () -> !commits(client));
    }
  }

  /// Goal: a deployment ends no session. Method: a guard that remembers nothing takes over from one
  /// that ended; the client's session and its transaction go on.
  @Test
  @Tag("invariant-51")
  void a_guard_that_replaces_another_ends_no_session() throws Exception {
    acquire();
    try (var client = regions.east().services()) {
      client.execute("BEGIN");
      client.execute("INSERT INTO orders VALUES (3)");

      guard.end();
      guard = guard(state.resolve("second"));
      guard.begin();
      Await.until("the database obeys", PATIENCE, guard::controls);
      guard.acquire(1, PATIENCE);
      Await.until("it is told", PATIENCE, () -> guard.state().gates().containsValue("open"));

      client.execute("COMMIT");
      assertThat(commits(client)).isTrue();
    }
  }

  /// Goal: whoever is on call lets production write though nobody votes, and a guard that lives
  /// does not undo that; taken back, the guard arms it anew without a session ended.
  @Test
  @Tag("invariant-52")
  void a_released_database_writes_without_a_lease_until_it_is_given_back() throws Exception {
    acquire();
    voters.forEach(OwnVoter::silence);
    Await.until("logins are refused", PATIENCE, () -> !logsIn());

    var person = server.logins();
    assertThat(person.release()).isEmpty();

    Await.until("it writes", PATIENCE, GuardTest::writes);
    Await.until("it is told", PATIENCE, () -> told().uncovered().contains("released"));
    Await.until("no lease is asked for", PATIENCE, () -> !guard.controls());
    try (var client = regions.east().services()) {
      assertThat(commits(client)).isTrue();
      person.forget();
      person.giveUp();
      voters.forEach(OwnVoter::speak);
      Await.until("it is a fence", PATIENCE, () -> guard.isArmed() && told().uncovered().isEmpty());
      assertThat(commits(client)).isTrue();
    }
  }

  /// Goal: whoever is on call lets production write by what the guide has them paste.
  @Test
  void the_lines_of_the_guide_let_services_write_though_nobody_votes() throws Exception {
    var user = regions.east().endpoint().user();
    var guide =
        Files.readString(Path.of("..", "docs", "aws.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("SELECT setval("))
            .takeWhile(line -> !line.endsWith("-- MySQL"))
            .toList();
    assertThat(guide).hasSize(4);
    acquire();
    voters.forEach(OwnVoter::silence);
    Await.until("logins are refused", PATIENCE, () -> !logsIn());
    guard.end();

    var login = server.guard(new Encryption(Encryption.Mode.REQUIRE, Optional.empty()));
    try (var person = Session.open(login, PATIENCE)) {
      person.execute(guide.get(0));
      person.execute(guide.get(1).replace("ROLE shop ", "ROLE %s ".formatted(user)));
      assertThat(writes()).as("by the lease, which its trigger still asks for").isTrue();
      person.execute(guide.get(2));
      person.execute(guide.get(3));
    }

    assertThat(writes()).isTrue();
  }

  /// Goal: a password that is rotated while a guard runs is no end of writes.
  @Test
  void a_rotated_password_is_known_at_the_next_connection() throws Exception {
    var password = new AtomicReference<>("guard");
    var login = server.guard(new Encryption(Encryption.Mode.REQUIRE, Optional.empty()));
    var rotated =
        new PostgresLogins(login, password::get, List.of(regions.east().endpoint().user()));
    Await.until("it is connected", PATIENCE, () -> isWriter(rotated));
    try (var admin = regions.east().superuser()) {
      admin.execute("ALTER ROLE guard PASSWORD 'another'");
      password.set("another");
      rotated.giveUp();

      Await.until("it is connected again", PATIENCE, () -> isWriter(rotated));
      admin.execute("ALTER ROLE guard PASSWORD 'guard'");
    }
    rotated.giveUp();
  }

  /// A handshake that a busy machine holds up is tried again.
  private static boolean isWriter(PostgresLogins logins) {
    try {
      return logins.replica().isEmpty();
    } catch (SQLException notConnected) {
      return false;
    }
  }

  /// Goal: where nobody renews it, what a guard before told ends on the server, and then the
  /// sessions.
  @Test
  @Tag("invariant-51")
  void a_guard_that_cannot_renew_closes_once_what_was_told_is_over() throws Exception {
    acquire();
    voters.forEach(OwnVoter::silence);
    guard.end();
    guard = guard(state.resolve("second"));
    guard.begin();

    Await.until("logins are refused", PATIENCE, () -> !logsIn());

    assertThat(told().standing()).isNotEqualTo(GuardedState.Standing.OPEN);
  }

  /// Goal: sessions that are open, and in a transaction, end with the lease.
  @Test
  void a_lease_that_is_lost_ends_the_sessions() throws Exception {
    acquire();
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
  @Tag("invariant-51")
  void a_guard_that_is_gone_leaves_a_database_that_refuses_commits() throws Exception {
    acquire();
    try (var client = regions.east().services()) {
      guard.end();

      Await.until("commits are refused", PATIENCE, () -> !commits(client));
      assertThat(answers(client)).as("the session itself goes on").isTrue();
    }
  }

  /// Goal: another guard of the region that still goes by the lease is waited out.
  @Test
  @Tag("invariant-51")
  void a_lease_that_is_given_up_ends_the_right_to_log_in_and_no_voter_hears_of_it()
      throws Exception {
    acquire();

    guard.giveUp(1);

    assertThat(logsIn()).isFalse();
    assertThat(voters).allSatisfy(voter -> assertThat(voter.status("shop").bound()).isTrue());
  }

  /// Goal: what a replica is compared with lies beyond all that the services were told is
  /// committed.
  @Test
  @Tag("invariant-55")
  void a_closed_database_is_told_with_a_position_beyond_every_commit() throws Exception {
    acquire();
    assertThat(told().standing()).isEqualTo(GuardedState.Standing.OPEN);
    Lsn written;
    try (var client = regions.east().services()) {
      client.execute("INSERT INTO orders VALUES (2)");
      written = Lsn.parse(client.queryTexts("SELECT pg_current_wal_lsn()::text").getFirst());
    }

    guard.giveUp(1);

    assertThat(told().standing()).isEqualTo(GuardedState.Standing.CLOSED);
    assertThat(Lsn.parse(told().position())).isGreaterThanOrEqualTo(written);
  }

  /// Goal: so does what others write past the gate, who are not guarded.
  @Test
  void what_somebody_else_writes_after_the_closing_is_not_beyond_the_position_that_is_told()
      throws Exception {
    acquire();
    guard.giveUp(1);
    Lsn written;
    try (var admin = regions.east().superuser()) {
      admin.execute("CREATE TABLE of_others (id int)");
      written = Lsn.parse(admin.queryTexts("SELECT pg_current_wal_lsn()::text").getFirst());
    }

    Await.until(
        "it is told beyond",
        PATIENCE,
        () ->
            told().standing() == GuardedState.Standing.CLOSED
                && Lsn.parse(told().position()).compareTo(written) >= 0);
  }

  /// Goal: a table that cannot be covered leaves none of the others open. It comes first by its
  /// name, and the services may not write to it.
  @Test
  @Tag("invariant-52")
  void a_table_that_cannot_be_covered_keeps_no_other_one_from_refusing_commits() throws Exception {
    createTableOfOthers("SELECT");
    acquire();
    assertThat(told().uncovered()).as("nobody who is guarded writes there").isEmpty();
    try (var client = regions.east().services()) {
      guard.end();

      Await.until("commits are refused", PATIENCE, () -> !commits(client));
    }
  }

  /// Goal: no lease is asked for whose end would not fence, and its owner learns what to do.
  @Test
  void a_table_that_services_write_to_and_that_cannot_be_covered_is_told_until_it_can()
      throws Exception {
    createTableOfOthers("INSERT");
    Await.until("it is told", PATIENCE, () -> told().uncovered().contains("of_others"));
    assertThat(told().uncovered())
        .isEqualTo("public.of_others (GRANT TRIGGER ON public.of_others TO guard)");
    assertThat(guard.controls()).isFalse();
    assertThat(writes()).as("nothing is closed for that").isTrue();

    try (var admin = regions.east().superuser()) {
      admin.execute("GRANT TRIGGER ON public.of_others TO guard");
    }

    Await.until("the database could be armed", PATIENCE, guard::controls);
    acquire();
  }

  /// Goal: it takes the services no lease that they have; only the fence is unproven from then on.
  @Test
  void a_table_that_comes_later_and_cannot_be_covered_is_told_and_stops_nobody() throws Exception {
    acquire();

    createTableOfOthers("UPDATE (id)");

    Await.until("it is told", PATIENCE, () -> told().uncovered().contains("of_others"));
    assertThat(guard.controls()).isFalse();
    assertThat(guard.state().held()).isTrue();
    assertThat(told().standing()).isEqualTo(GuardedState.Standing.OPEN);
    assertThat(writes()).isTrue();
  }

  private GuardedState told() {
    return guard.databases().stream()
        .findFirst()
        .orElse(new GuardedState("orders", GuardedState.Standing.UNKNOWN, "", ""));
  }

  private static boolean logsIn() {
    return GuardedServer.letsIn(regions.east().endpoint());
  }

  private static boolean writes() {
    try (var client = Session.open(regions.east().endpoint(), Duration.ofSeconds(30))) {
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
}
