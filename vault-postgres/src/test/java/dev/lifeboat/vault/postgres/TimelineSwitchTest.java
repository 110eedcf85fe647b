package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.postgres.PostgresAwait;
import dev.lifeboat.postgres.RecoveryTarget.Latest;
import dev.lifeboat.postgres.RecoveryTarget.Position;
import dev.lifeboat.postgres.Site;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Binaries.class)
class TimelineSwitchTest {
  @TempDir private Path folder;

  /// Goal: what was committed before a standby was promoted is restored, and what was committed
  /// since a base of it; what is between is refused by name.
  ///
  /// Method: follow the primary, promote its standby, commit, follow that one. The log between its
  /// promotion and its base leads on from no base.
  @Test
  void both_sides_of_a_promotion_are_restored_and_what_is_between_is_refused(Site site)
      throws Exception {
    var vault = PostgresVaults.create(folder.resolve("vault"));
    var east = site.primary("east");
    var west = site.replicaOf(east, "west", site.node("west"));
    var ofEast = PostgresVaults.source(east.source("any").endpoint(), vault);
    Lsn before;
    try (var shop = PostgresVaults.shop(east)) {
      try (var _ = new FollowerThread(PostgresVaults.follower(ofEast), false)) {
        PostgresVaults.awaitBases(vault, 1);
        shop.execute("INSERT INTO orders VALUES (1)");
        before = PostgresVaults.end(shop);
        shop.execute("INSERT INTO orders VALUES (2)");
        PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
      }
    }
    PostgresAwait.until("the rows arrive", () -> PostgresVaults.orders(west).length == 2);
    east.kill();
    Lsn between;
    try (var shop = PostgresVaults.shop(west)) {
      shop.promote();
      PostgresAwait.until("west is promoted", () -> !shop.inRecovery());
      shop.execute("INSERT INTO orders VALUES (3)");
      between = PostgresVaults.end(shop);
      shop.execute("INSERT INTO orders VALUES (4)");
    }

    var follower =
        PostgresVaults.follower(PostgresVaults.source(west.source("any").endpoint(), vault));
    assertThatThrownBy(() -> follower.follow(false, _ -> {}))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("the server is on timeline 2, and the log in the vault on 1");
    try (var shop = PostgresVaults.shop(west);
        var _ = new FollowerThread(follower, true)) {
      PostgresAwait.until("a new log", () -> PostgresVaults.last(vault).timeline() == 2);
      shop.execute("INSERT INTO orders VALUES (5)");
      PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
    }

    var all = PostgresVaults.recovered(site, vault, new Latest(), "all");
    assertThat(PostgresVaults.orders(all)).containsExactly(1, 2, 3, 4, 5);
    assertThat(all.server().timeline()).isEqualTo(3);
    all.kill();
    var old = PostgresVaults.recovered(site, vault, new Position(before), "before");
    assertThat(PostgresVaults.orders(old)).containsExactly(1);
    var to = folder.resolve("between");
    assertThatThrownBy(() -> PostgresVaults.restore(vault, new Position(between), to))
        .isInstanceOf(LogGapException.class)
        .hasMessageContaining("position %s cannot be reached".formatted(between));
    assertThat(to).doesNotExist();
  }
}
