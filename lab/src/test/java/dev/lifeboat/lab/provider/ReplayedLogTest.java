package dev.lifeboat.lab.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.DatabaseState.SqlState;
import dev.lifeboat.agent.state.RestoredFrom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A restored server is not promoted before it has all that came with it.
final class ReplayedLogTest {
  private static final RestoredFrom ORIGIN = new RestoredFrom(4, "offsite", 2, "1/5000060");

  private static Optional<String> missing(
      boolean inRecovery, @Nullable String replayed, long timeline) {
    return new ReplayedLog(
            ORIGIN, new SqlState(inRecovery, null, replayed, null, timeline, null, List.of()))
        .missing();
  }

  @Test
  void it_stands_at_the_end_of_its_log_or_behind_it() {
    assertThat(missing(true, "1/5000060", 2)).isEmpty();
    assertThat(missing(true, "1/5000098", 2)).isEmpty();
    assertThat(missing(true, "2/0", 2)).isEmpty();
  }

  @Test
  void what_stands_before_it_or_in_another_history_lacks_something() {
    assertThat(missing(true, "1/5000028", 2))
        .hasValueSatisfying(it ->
            assertThat(it)
                .contains("up to 1/5000028 on timeline 2", "goes to 1/5000060 on timeline 2"));
    assertThat(missing(true, "0/FF000000", 2)).isPresent();
    assertThat(missing(true, "1/5000060", 1)).isPresent();
    assertThat(missing(true, null, 2)).isPresent();
  }

  @Test
  void a_writer_has_left_that_history_behind() {
    assertThat(missing(false, null, 3)).isEmpty();
    assertThat(missing(false, null, 2)).isPresent();
  }
}
