package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Chapter.Wish;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Goal: people ask for the moves of a story in their order, take up what stopped, and rest.
final class SimOperatorTest {

  private static SimWorld told(Mode mode, Chapter... chapters) throws Exception {
    var world = Worlds.calm(mode);
    world.operator.begin(List.of(chapters));
    while (!world.operator.isOver() && world.checker.isClean()) {
      world.agenda.step();
    }
    assertThat(world.checker.violations()).isEmpty();
    return world;
  }

  private static List<Mode> moves(SimWorld world) {
    return world.runs.stream().map(RunLog::mode).toList();
  }

  @Test
  void a_planned_move_goes_away_and_the_next_one_home() throws Exception {
    var planned = new Chapter(Wish.PLANNED, List.of());
    var world = told(Mode.SWITCHOVER, planned, planned);

    assertThat(moves(world)).containsExactly(Mode.SWITCHOVER, Mode.FAILBACK);
    assertThat(world.placements.placed().writer()).isEqualTo("east");
    assertThat(world.operator.isLate()).isFalse();
  }

  @Test
  void nobody_fails_over_while_nothing_is_wrong() throws Exception {
    assertThat(moves(told(Mode.FAILOVER, new Chapter(Wish.WATCHED, List.of())))).isEmpty();
  }

  @Test
  void the_watch_fails_over_when_the_region_is_lost() throws Exception {
    var world = told(Mode.FAILOVER, new Chapter(Wish.WATCHED, List.of(death())));

    assertThat(moves(world)).startsWith(Mode.FAILOVER);
  }

  @Test
  void a_controller_that_died_is_started_and_the_run_is_taken_up() throws Exception {
    var dies = Trouble.once(SimSite.CONTROLLER, Trouble.Kind.CONTROLLER_DIES, Duration.ZERO, 20);
    var world = told(Mode.SWITCHOVER, new Chapter(Wish.PLANNED, List.of(dies)));

    assertThat(world.runs).hasSize(1);
    assertThat(world.runs.getFirst().entries())
        .anyMatch(entry -> entry.event() instanceof Event.Resumed);
    assertThat(world.runs.getFirst().isOver()).isTrue();
  }

  @Test
  void the_old_side_is_made_a_replica_when_somebody_asks() throws Exception {
    var world =
        told(
            Mode.FAILOVER,
            new Chapter(Wish.BY_HAND, List.of(death())),
            new Chapter(Wish.REPROTECT, List.of()));

    assertThat(moves(world)).contains(Mode.REPROTECT);
  }

  @Test
  void a_run_that_waits_for_a_person_is_resumed_when_all_is_quiet() throws Exception {
    var silent =
        Trouble.at(
            SimSite.AWAY,
            Trouble.Kind.REGION_DIES,
            Duration.ofSeconds(1),
            Duration.ofMinutes(3),
            0);
    var world = told(Mode.FAILOVER, new Chapter(Wish.BY_HAND, List.of(silent)));

    var run = world.runs.getFirst();
    var events = run.entries().stream().map(Entry::event).toList();
    assertThat(events).hasAtLeastOneElementOfType(Event.PersonNeeded.class);
    assertThat(events).filteredOn(Event.Resumed.class::isInstance).hasSize(1);
    var resumed =
        run.entries().stream().filter(it -> it.event() instanceof Event.Resumed).findFirst();
    assertThat(resumed.orElseThrow().at()).isAfter(SimWorld.BEGIN.plusSeconds(181));
    assertThat(events.getLast()).isInstanceOf(Event.RunEnded.class);
  }

  @ParameterizedTest
  @EnumSource
  void what_people_want_is_told_in_words(Wish wish) {
    assertThat(wish.words()).isNotBlank().isLowerCase().doesNotContain("_");
  }

  private static Trouble death() {
    return Trouble.at(
        SimSite.HOME, Trouble.Kind.REGION_DIES, Duration.ofMillis(500), Duration.ofSeconds(8), 1);
  }
}
