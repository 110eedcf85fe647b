package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to messages, voters and keepers, two regions never may write at once.
@Tag("campaign")
final class LeasePropertyTest {

  private static final long SEEDS = 1_500;
  private static final long SEEDS_OF_A_LENGTH = 1_000;

  /// Goal: the votes alone keep two writers apart, with nothing else to help.
  ///
  /// Method: one minute of mishaps a seed; after every event at most one keeper may write by its
  /// own clock. `-Dlifeboat.seed=N` runs that seed alone.
  @Test
  @Tag("invariant-23")
  void no_two_holders_may_write_at_the_same_true_time() {
    play(SEEDS, SimulatedVotes::withoutSelfFence);
  }

  /// Goal: no acknowledgement comes after another was granted the lease, however long it lasts,
  /// though time synchronisation slews the clocks 8.4 % apart.
  ///
  /// Method: as above, by the terms of the product; a keeper counts as a writer for 300 ms more
  /// than it lets anything through.
  @ParameterizedTest
  @ValueSource(ints = {2, 6, 10, 60})
  @Tag("invariant-23")
  void nothing_is_acknowledged_after_a_grant_with_clocks_that_are_slewed_apart(int seconds) {
    play(SEEDS_OF_A_LENGTH, seed -> SimulatedVotes.slewed(seed, Duration.ofSeconds(seconds)));
  }

  private static void play(long seeds, LongFunction<SimulatedVotes> worlds) {
    var chosen = Long.getLong("lifeboat.seed");
    long first = chosen == null ? 1 : chosen;
    long last = chosen == null ? seeds : chosen;
    long changes = 0;
    for (long seed = first; seed <= last; seed++) {
      var world = worlds.apply(seed);
      world.run();
      assertThat(world.violation).as("two writers, -Dlifeboat.seed=%d", seed).isEmpty();
      changes += world.changes;
    }
    assertThat(changes)
        .as("changes of the writer in seeds %d to %d; else nothing is shown", first, last)
        .isGreaterThan(last - first);
  }
}
