package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.PostgresAwait;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  /// Goal: a server that cannot read its log is told from one that has applied all of it, though
  /// both wait for more. Method: take the right to read away from the files.
  @Test
  void one_that_cannot_read_its_log_waits_too_but_before_that_record() throws Exception {
    try (var all = Files.list(restored.data().resolve("lifeboat-wal"))) {
      for (var each : all.toList()) {
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("---------"));
      }
    }
    assertThat(replayed()).isLessThan(recovers);
  }
}
