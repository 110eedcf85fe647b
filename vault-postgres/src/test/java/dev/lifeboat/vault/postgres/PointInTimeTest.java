package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultProgress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Binaries.class)
class PointInTimeTest {
  private static final int COMMITS = 300;

  @TempDir private Path folder;

  /// One row that was committed, and where the log and the clock stood right behind it.
  private record Commit(long number, long transaction, Lsn end, Instant time) {}

  /// A target, and the last row that is there.
  private record End(RecoveryTarget target, long last) {}

  /// Goal: a server restored to a point has what was committed by then, and nothing else.
  ///
  /// Method: one writer notes position, time and transaction behind each of its rows, while a
  /// follower keeps the log and a second base is taken. Random ones of them, a restore point and
  /// the end of the log are restored to and compared.
  @Test
  void a_restored_server_has_what_was_committed_by_then(Site site) throws Exception {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var vault = PostgresVaults.create(folder.resolve("vault"));
    var east = site.primary("east");
    var source = PostgresVaults.source(east.source("any").endpoint(), vault);
    var commits = new ArrayList<Commit>();
    int named = random.nextInt(COMMITS);
    try (var _ = new FollowerThread(PostgresVaults.follower(source), false);
        var session = PostgresVaults.shop(east)) {
      PostgresVaults.awaitOlderBase(vault, session);
      for (int i = 0; i < COMMITS; i++) {
        commits.add(commit(session, i));
        if (i == named) {
          session.queryTexts("SELECT pg_create_restore_point('noon')::text");
        }
        if (i == COMMITS / 2) {
          source.backup(VaultProgress.SILENT);
        }
      }
      PostgresVaults.awaitLog(vault, PostgresVaults.flushed(session));
    }

    var byPosition = commits.get(random.nextInt(COMMITS - 1));
    var byTime = commits.get(random.nextInt(COMMITS - 1));
    var byCut = commits.get(random.nextInt(COMMITS - 1));
    var byTransaction = commits.get(random.nextInt(COMMITS));
    for (var each :
        List.of(
            new End(new RecoveryTarget.Position(byPosition.end()), byPosition.number()),
            new End(new RecoveryTarget.Time(byTime.time()), byTime.number()),
            new End(new RecoveryTarget.Before(byCut.time()), byCut.number()),
            new End(
                new RecoveryTarget.Transaction(byTransaction.transaction()),
                byTransaction.number()),
            new End(new RecoveryTarget.Point("noon"), named),
            new End(new RecoveryTarget.Latest(), COMMITS - 1))) {
      var target = each.target();
      var node = PostgresVaults.recovered(site, vault, target, target.getClass().getSimpleName());
      assertThat(PostgresVaults.orders(node))
          .as("%s, seed %d", target, seed)
          .containsExactly(LongStream.rangeClosed(0, each.last()).toArray());
      assertNothingIsLeft(node.data());
      node.kill();
    }

    assertNothingIsBeyond(vault, commits.getLast());
  }

  private void assertNothingIsBeyond(Vault vault, Commit beyond) {
    for (var target :
        List.of(
            new RecoveryTarget.Position(new Lsn(beyond.end().value() + (1 << 26))),
            new RecoveryTarget.Time(beyond.time().plusSeconds(3600)),
            new RecoveryTarget.Time(Instant.EPOCH),
            new RecoveryTarget.Before(beyond.time().plusSeconds(3600)),
            new RecoveryTarget.Transaction(beyond.transaction() + 1000),
            new RecoveryTarget.Point("midnight"))) {
      var to = folder.resolve("beyond");
      assertThatThrownBy(() -> PostgresVaults.restore(vault, target, to))
          .isInstanceOf(LogGapException.class)
          .hasMessageContaining(target.words() + " cannot be reached");
      assertThat(to).doesNotExist();
    }
  }

  private static Commit commit(Session session, int number) throws Exception {
    var transaction =
        session
            .queryTexts("INSERT INTO orders VALUES (%d) RETURNING xmin::text".formatted(number))
            .getFirst();
    return new Commit(
        number,
        Long.parseLong(transaction),
        PostgresVaults.end(session),
        PostgresVaults.now(session));
  }

  /// A standby that is copied from it has no target then.
  private static void assertNothingIsLeft(Path data) {
    assertThat(data.resolve("lifeboat-wal")).doesNotExist();
    assertThat(data.resolve("postgresql.auto.conf"))
        .content()
        .doesNotContain("recovery_target", "lifeboat-wal");
  }
}
