package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.function.KeptSnapshots.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Which snapshots may go: old ones, never the last good one.
class KeptSnapshotsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  private static Snapshot of(int daysAgo, boolean available) {
    var made = NOW.minus(Duration.ofDays(daysAgo));
    var name = KeptSnapshots.name("orders", made);
    return new Snapshot(name, "arn:" + name, available, Optional.of(made));
  }

  private static KeptSnapshots all(Snapshot... snapshots) {
    return new KeptSnapshots(Arrays.asList(snapshots));
  }

  @Test
  void its_name_is_the_same_for_a_whole_day_and_another_one_the_next() {
    var morning = Instant.parse("2026-11-21T00:00:01Z");
    assertThat(KeptSnapshots.name("orders", morning)).isEqualTo("lifeboat-orders-2026-11-21");
    assertThat(KeptSnapshots.name("orders", morning.plus(Duration.ofHours(23))))
        .isEqualTo("lifeboat-orders-2026-11-21");
    assertThat(KeptSnapshots.name("orders", morning.plus(Duration.ofHours(24))))
        .isEqualTo("lifeboat-orders-2026-11-22");
  }

  @Test
  void what_is_older_than_its_retention_goes() {
    var kept = all(of(0, true), of(7, true), of(8, true), of(30, true));

    assertThat(kept.expired(NOW, WEEK)).containsExactly(of(8, true), of(30, true));
  }

  @Test
  @Tag("invariant-64")
  void the_newest_complete_one_stays_however_old_it_is() {
    var kept = all(of(0, false), of(1, false), of(20, true), of(30, true));

    assertThat(kept.newest()).contains(of(20, true));
    assertThat(kept.expired(NOW, WEEK)).containsExactly(of(30, true));
    assertThat(all().expired(NOW, WEEK)).isEmpty();
  }
}
