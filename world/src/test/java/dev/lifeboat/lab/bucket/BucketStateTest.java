package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BucketStateTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /// Else a drill beside users would wait in vain for the last object to arrive.
  @Test
  void what_users_write_meanwhile_may_be_on_its_way() {
    assertThat(with(0, 0L).hasSentAllBefore(Duration.ZERO)).isTrue();
    assertThat(with(3, 999L).hasSentAllBefore(SECOND)).isTrue();
    assertThat(with(3, 1000L).hasSentAllBefore(SECOND)).isFalse();
  }

  @Test
  void a_writer_that_does_not_know_its_lag_has_not_sent_all() {
    assertThat(with(1, null).hasSentAllBefore(SECOND)).isFalse();
  }

  private static BucketState with(int queue, @Nullable Long lagMillis) {
    return new BucketState(
        BucketRole.WRITER,
        1,
        queue,
        lagMillis,
        true,
        queue == 0 ? null : Instant.EPOCH,
        null,
        null,
        true,
        false,
        false);
  }
}
