package dev.lifeboat.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  /// Whoever typed it in another folder must not read that nothing was ever drilled.
  @Test
  void without_a_state_folder_nothing_is_known(@TempDir Path folder) throws Exception {
    var nowhere = folder.resolve("nowhere");

    var history = History.of(Kinds.read(Invocation.STOREFRONT), null, nowhere, NOW);

    assertThat(history.proven()).isFalse();
    assertThat(history.lines(NOW))
        .first()
        .asString()
        .startsWith("storefront/shop  UNKNOWN  no state folder was found: " + nowhere);
    assertThat(History.of(Kinds.read(Invocation.STOREFRONT), null, folder, NOW).lines(NOW))
        .first()
        .asString()
        .startsWith("storefront/shop  UNPROVEN  ");
  }
}
