package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Whatever happens to messages, voters and keepers, two regions never may write at once.
final class LeasePropertyTest {

  private static final long SEEDS = 1_500;

  /// Goal: the votes alone keep two writers apart, with nothing else to help.
  ///
  /// Method: one minute of mishaps a seed; after every event at most one keeper may write by its
  /// own clock. `-Dlifeboat.seed=N` runs that seed alone.
  @Test
  void no_two_holders_may_write_at_the_same_true_time() {
    var chosen = Long.getLong("lifeboat.seed");
    long first = chosen == null ? 1 : chosen;
    long last = chosen == null ? SEEDS : chosen;
    long changes = 0;
    for (long seed = first; seed <= last; seed++) {
      var world = new SimulatedVotes(seed);
      world.run();
      assertThat(world.violation).as("two writers, -Dlifeboat.seed=%d", seed).isEmpty();
      changes += world.changes;
    }
    assertThat(changes)
        .as("changes of the writer in seeds %d to %d; else nothing is shown", first, last)
        .isGreaterThan(last - first);
  }
}
