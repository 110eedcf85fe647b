package dev.lifeboat.mysql;

import dev.lifeboat.aws.dynamodb.DynamoVoter;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.awstestbed.LookPause;
import dev.lifeboat.awstestbed.MysqlPair;
import dev.lifeboat.awstestbed.MysqlServer;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.VoterClient;
import dev.lifeboat.lease.LeaseTerms;
import dev.lifeboat.postgres.SessionLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two guards of one region at a real MariaDB: what a client sees of it when one of them comes and
/// goes.
@Order(3)
final class TwoMysqlGuardsTest {
  /// As on AWS by default.
  private static final LeaseTerms TERMS = LeaseTerms.lasting(Duration.ofSeconds(10));

  /// The server is told 2.5 s less, of a lease that is renewed each 2.5 s.
  private static final SessionLoad.Limits LIMITS =
      new SessionLoad.Limits(Duration.ofSeconds(4), TERMS.length());

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final MonotonicClock CLOCK = MonotonicClock.ofThisMachine();

  private final List<MemoryDynamo> votes =
      List.of(new MemoryDynamo(), new MemoryDynamo(), new MemoryDynamo());
  private final List<WorkloadGuard> guards = new ArrayList<>();
  private int begun;

  @TempDir Path folder;
  private MysqlPair servers;

  @BeforeEach
  void begin() throws Exception {
    servers = MysqlPair.begin(MysqlServer.Product.MARIADB, folder);
    add();
    add();
  }

  @AfterEach
  void end() throws Exception {
    for (var guard : guards) {
      guard.end();
    }
    servers.end();
  }

  private VoterClient voter(int of) {
    return new DynamoVoter(MemoryDynamo.table(votes.get(of)), TERMS, CLOCK);
  }

  /// One more, which remembers nothing, until it holds the lease.
  private void add() throws Exception {
    var login =
        new MysqlLogin(
            "127.0.0.1",
            servers.east().port(),
            MysqlPair.GUARD,
            MysqlServer.PASSWORD,
            Optional.empty());
    var guard =
        new WorkloadGuard(
            new WorkloadGuard.Place("shop", "east"),
            Map.of("east", voter(0), "west", voter(1), "arbiter", voter(2)),
            TERMS,
            CLOCK,
            Map.of("orders", new MysqlLogins(login, List.of(MysqlPair.SERVICE))),
            folder.resolve("guard-" + ++begun));
    guards.add(guard);
    guard.begin();
    while (!guard.controls()) {
      LookPause.pass();
    }
    var _ = guard.acquire(1, PATIENCE);
    while (!guard.state().gates().containsValue("open")) {
      LookPause.pass();
    }
  }

  /// As its process dies: nothing is handed back.
  private void lose() throws Exception {
    guards.removeFirst().end();
  }

  @Test
  @Tag("invariant-51")
  void one_of_them_is_replaced_and_no_session_is_ended() throws Exception {
    replace(2);
  }

  @Test
  @Tag("proof")
  void one_of_them_is_replaced_a_hundred_times() throws Exception {
    replace(100);
  }

  private void replace(int times) throws Exception {
    SessionLoad.assertUnseen(
        () -> OrderSession.open(servers.east()),
        times,
        () -> {
          lose();
          add();
        },
        LIMITS);
  }

  @Test
  @Tag("invariant-51")
  void both_are_gone_and_one_comes_back() throws Exception {
    SessionLoad.assertStopped(
        () -> OrderSession.open(servers.east()),
        () -> {
          lose();
          lose();
        },
        this::add,
        LIMITS);
  }
}
