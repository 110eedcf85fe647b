package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.PostgresAwait;
import dev.lifeboat.postgres.RecoveryEnd;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Up to where a restored server recovers, by its log and by its own word.
@ExtendWith(Binaries.class)
class RestoredEndTest {
  @TempDir private Path folder;
  private Lsn recovers;
  private int timeline;
  private Site.Node restored;

  /// The vault has log behind its base, and what comes out of it stays a standby.
  @BeforeEach
  void restore(Site site) throws Exception {
    var vault = PostgresVaults.create(folder.resolve("vault"));
    var east = site.primary("east");
    var source = PostgresVaults.source(east.source("any").endpoint(), vault);
    try (var shop = PostgresVaults.shop(east);
        var _ = new FollowerThread(PostgresVaults.follower(source), false)) {
      PostgresVaults.awaitBases(vault, 1);
      shop.execute("INSERT INTO orders SELECT generate_series(1, 500)");
      PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
    }
    east.kill();
    restored = site.node("restored");
    var result = PostgresVaults.restore(vault, new RecoveryTarget.Latest(), restored.data());
    recovers = result.recovers();
    timeline = result.base().timeline();
    assertThat(recovers).isGreaterThan(new Lsn(result.base().to()));
    assertThat(recovers).isLessThanOrEqualTo(result.reaches());
    restored.server().writeSettings();
    Files.writeString(restored.data().resolve("standby.signal"), "");
  }

  private Lsn replayed() throws Exception {
    restored.start();
    try (var session = Session.open(restored.admin(), Site.DEADLINE)) {
      PostgresAwait.until("it waits for more log", session::hasAppliedAll);
      assertThat(session.positions().timeline()).isEqualTo(timeline);
      return session.positions().replay().orElseThrow();
    }
  }

  @Test
  void a_server_gets_to_the_last_whole_record_of_the_log() throws Exception {
    assertThat(replayed()).isGreaterThanOrEqualTo(recovers);
  }

  private Optional<String> missing() throws Exception {
    Files.delete(restored.data().resolve("standby.signal"));
    restored.start();
    try (var session = Session.open(restored.admin(), Site.DEADLINE)) {
      PostgresAwait.until("it takes writes", () -> !session.inRecovery());
      assertThat(restored.server().recovers()).isFalse();
      return RecoveryEnd.of(session).missing(timeline, recovers);
    }
  }

  @Test
  void one_that_takes_writes_says_where_its_recovery_ended() throws Exception {
    assertThat(restored.server().recovers()).isTrue();
    assertThat(missing()).isEmpty();
  }

  /// It takes writes all the same.
  @Test
  void one_that_takes_writes_though_it_could_not_read_its_log_is_told() throws Exception {
    hideLog();
    assertThat(missing().orElseThrow())
        .startsWith("its recovery ended at ")
        .endsWith("goes to %s on timeline %d".formatted(recovers, timeline));
  }

  /// Goal: a server that cannot read its log is told from one that has applied all of it, though
  /// both wait for more. Method: take the right to read away from the files.
  @Test
  void one_that_cannot_read_its_log_waits_too_but_before_that_record() throws Exception {
    hideLog();
    assertThat(replayed()).isLessThan(recovers);
  }

  private void hideLog() throws Exception {
    try (var all = Files.list(restored.data().resolve("lifeboat-wal"))) {
      for (var each : all.toList()) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("---------"));
      }
    }
  }
}
