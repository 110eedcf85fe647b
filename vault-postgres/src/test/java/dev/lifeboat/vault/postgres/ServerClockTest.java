package dev.lifeboat.vault.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.postgres.Binaries;
import dev.lifeboat.postgres.RecoveryTarget.Time;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.Site;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.DatabaseSource.Kind;
import dev.lifeboat.vault.VaultProgress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Binaries.class)
class ServerClockTest {
  @TempDir private Path folder;

  /// Goal: a time is the server's, and chooses the newest base before it, whatever the clock of the
  /// vault's machine says.
  @ParameterizedTest
  @ValueSource(ints = {-12, 12})
  void a_time_is_that_of_the_server(int hours, Site site) throws Exception {
    var clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(hours));
    var vault = PostgresVaults.create(folder.resolve("vault"), clock);
    var east = site.primary("east");
    var source = PostgresVaults.source(east.source("any").endpoint(), vault);
    Instant first;
    Instant second;
    try (var shop = PostgresVaults.shop(east);
        var _ = new FollowerThread(PostgresVaults.follower(source), false)) {
      PostgresVaults.awaitOlderBase(vault, shop);
      first = row(shop, 1);
      row(shop, 2);
      source.backup(VaultProgress.SILENT);
      PostgresVaults.awaitOlderBase(vault, shop);
      second = row(shop, 3);
      row(shop, 4);
      PostgresVaults.awaitLog(vault, PostgresVaults.flushed(shop));
    }
    var bases =
        PostgresVaults.of(vault, Kind.BASE).stream()
            .map(it -> DatabaseSource.of(it).orElseThrow())
            .toList();

    var late = PostgresVaults.restore(vault, new Time(second), folder.resolve("late"));
    assertThat(late.base()).isEqualTo(bases.getLast());
    var node = PostgresVaults.recovered(site, vault, new Time(first), "first");
    assertThat(PostgresVaults.orders(node)).containsExactly(1);
  }

  /// @return right behind it, by the server's clock
  private static Instant row(Session shop, long number) throws Exception {
    shop.execute("INSERT INTO orders VALUES (%d)".formatted(number));
    return PostgresVaults.now(shop);
  }
}
