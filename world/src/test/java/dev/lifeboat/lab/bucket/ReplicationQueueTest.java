package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReplicationQueueTest {
  private static final StoredVersion VERSION = new StoredVersion("k", "v1", false, true);
  private static final Catalog CATALOG =
      new Catalog(Map.of("k", List.of(VERSION)), Map.of(VERSION, "v1"));

  @TempDir private Path folder;

  /// A comparison gives every entry a new place.
  @Test
  void what_was_answered_early_is_known_until_it_has_landed_also_after_a_comparison()
      throws Exception {
    try (var queue = open()) {
      var _ = queue.add("k", "v1", false, 1);
      queue.markEarly();

      queue.replaceUpTo(queue.mark(), List.of(VERSION), CATALOG, 1);
      assertThat(queue.holdsEarly()).isTrue();

      var flight = queue.take(_ -> true, 1, Duration.ZERO).orElseThrow();
      queue.landed(flight, true);
      assertThat(queue.holdsEarly()).isFalse();
    }
  }

  @Test
  void what_is_queued_after_the_mark_is_not_early_and_what_an_earlier_process_left_is()
      throws Exception {
    try (var queue = open()) {
      queue.markEarly();
      var _ = queue.add("k", "v1", false, 1);
      assertThat(queue.holdsEarly()).isFalse();
    }
    try (var again = open()) {
      assertThat(again.holdsEarly()).isTrue();
    }
  }

  private ReplicationQueue open() throws Exception {
    return ReplicationQueue.open(folder.resolve("queue.jsonl"), InstantSource.system());
  }
}
