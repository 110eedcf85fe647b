package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecoveryPointsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:04:05Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);

  @Test
  void old_files_are_kept_until_the_rule_releases_them() throws Exception {
    var points = points();

    assertThat(points.keep(old("a"), 3)).isEqualTo("orders.kept-3 until 2026-12-20T15:04:05Z");

    assertThat(Files.readString(folder.resolve("orders.kept-3/PG_VERSION"))).isEqualTo("a");
    now.set(NOW.plus(RecoveryPoints.RETENTION));
    points.release();
    assertThat(names()).containsExactly("orders.kept-3");
    now.set(NOW.plus(RecoveryPoints.RETENTION).plusSeconds(1));
    points.release();
    assertThat(names()).isEmpty();
  }

  @Test
  void of_too_many_the_oldest_go_and_what_is_not_ours_stays() throws Exception {
    var points = points();
    Files.createDirectories(folder.resolve("orders"));
    Files.createDirectories(folder.resolve("invoices.kept-1"));
    for (int epoch = 3; epoch <= 7; epoch++) {
      points.keep(old("v" + epoch), epoch);
      now.set(now.get().plus(Duration.ofHours(1)));
    }

    assertThat(names())
        .containsExactly(
            "invoices.kept-1", "orders", "orders.kept-5", "orders.kept-6", "orders.kept-7");
  }

  private RecoveryPoints points() {
    return new RecoveryPoints(folder.resolve("orders"), now::get);
  }

  private Path old(String content) throws Exception {
    var old = Files.createDirectories(folder.resolve("orders.old"));
    Files.writeString(old.resolve("PG_VERSION"), content);
    return old;
  }

  private List<String> names() throws Exception {
    try (var files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
