package dev.lifeboat.lab.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.bucket.BucketRole;
import dev.lifeboat.lab.bucket.BucketState;
import dev.lifeboat.wire.Wait;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a drill wrote is removed once it has arrived, however long a busy machine takes: what
/// arrives after it was removed stays for good.
final class ArrivalTest {
  /// One look, so that the queue alone says how often it is looked at.
  private static final Wait ONCE = new Wait(Duration.ZERO, Duration.ofMillis(1));

  /// Told by one look after the other; the last one stays.
  private static boolean arrives(Integer... queues) throws Exception {
    var told = new ArrayDeque<>(List.of(queues));
    return new Arrival(() -> state(told.size() > 1 ? told.remove() : told.element()), ONCE)
        .ofAllWhileItMoves();
  }

  private static BucketState state(int queue) {
    return new BucketState(
        BucketRole.WRITER, 1, queue, null, true, null, null, null, true, false, false);
  }

  @Test
  void what_is_on_its_way_is_awaited_while_it_moves() throws Exception {
    assertThat(arrives(90, 90, 60, 60, 30, 30, 0)).isTrue();
  }

  @Test
  void nothing_is_awaited_over_a_link_that_is_cut() throws Exception {
    assertThat(arrives(90)).isFalse();
  }

  @Test
  void nobody_waits_where_all_has_arrived() throws Exception {
    assertThat(arrives(0)).isTrue();
  }
}
