package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.provider.Pace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The table of [StepTransitions], by every event in every state.
final class StepTransitionsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  private static RunState fold(List<Event> events) {
    var entries = new ArrayList<Entry>();
    for (var event : events) {
      entries.add(new Entry(entries.size(), NOW, "", event));
    }
    return RunState.of(entries, Pace.standard());
  }

  /// The state after the last event; empty where it cannot follow.
  private static Optional<StepState> after(StepCases.Case run) {
    var state = fold(run.before());
    try {
      state.apply(run.last(), NOW);
    } catch (IllegalStateException refused) {
      return Optional.empty();
    }
    return Optional.of(state.of(run.step()));
  }

  private static StepState before(StepCases.Case run) {
    return fold(run.before()).of(run.step());
  }

  @Test
  void a_step_moves_in_these_ways_and_no_others() {
    var seen = new TreeSet<String>();
    for (var run : StepCases.all()) {
      var was = before(run);
      after(run)
          .filter(next -> !next.equals(was))
          .ifPresent(
              next -> seen.add("%s %s %s".formatted(name(was), name(run.last()), name(next))));
    }

    assertThat(seen)
        .containsExactly(
            "Active Answered Failed",
            "Active Answered Met",
            "Active Asked Active",
            "Active FenceOverridden Met",
            "Active PromotionIntended Active",
            "Active PursuitFailed Active",
            "Active PursuitIntended Active",
            "Active Resumed Active",
            "Active StepFailed Failed",
            "Active StepMet Met",
            "Active StepPending Active",
            "Failed Resumed Active",
            "Met StepLost Active",
            "Waiting StepStarted Active");
  }

  @Test
  void each_row_of_the_table_is_taken_and_nothing_is_taken_beside_it() {
    for (var row : StepTransitions.ROWS) {
      assertThat(StepCases.all())
          .as("%s %s", row.from(), row.by())
          .anyMatch(run -> row.fits(before(run), run.last()) && after(run).isPresent());
    }
    for (var run : StepCases.all()) {
      if (StepTransitions.ROWS.stream().noneMatch(row -> row.fits(before(run), run.last()))) {
        assertThat(after(run).filter(next -> !next.equals(before(run)))).as("%s", run).isEmpty();
      }
    }
  }

  private static String name(Object thing) {
    return thing.getClass().getSimpleName();
  }
}
