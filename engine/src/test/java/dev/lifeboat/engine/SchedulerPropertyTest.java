package dev.lifeboat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// The scheduler on random runbooks, in virtual time, with a world that answers at random.
final class SchedulerPropertyTest {
  private static final Instant BEGIN = Instant.parse("2026-11-20T08:00:00Z");

  /// Plays a run: folds what the scheduler decides and what a random world answers.
  private static final class Play {
    final Random random;
    final List<Entry> entries = new ArrayList<>();
    final Set<StepId> underWay = new LinkedHashSet<>();
    final List<StepId> met = new ArrayList<>();
    final RunState state;
    Instant now = BEGIN;

    Play(Runbook runbook, long seed) {
      random = new Random(seed);
      var opened =
          new Event.RunOpened(
              new RunId("r-1"), "0".repeat(64), runbook, 2, "x", "y", 1L, List.of());
      entries.add(new Entry(0, now, "", opened));
      state = RunState.of(entries, Pace.standard());
    }

    void happened(Event event) {
      state.apply(event, now);
      entries.add(new Entry(entries.size(), now, "", event));
    }

    /// One turn: everything decided is done, then a random call answers or time passes.
    void turn() {
      var decisions = Scheduler.next(state, underWay, now);
      assertThat(Scheduler.next(state, underWay, now)).isEqualTo(decisions);
      for (var decision : decisions) {
        switch (decision) {
          case Decision.Begin(var step) -> {
            assertThat(met).containsAll(step.after());
            happened(new Event.StepStarted(step.id()));
          }
          case Decision.Observe(var step) -> underWay.add(step.id());
          case Decision.Pursue(var step, var attempt) -> {
            happened(new Event.PursuitIntended(step.id(), attempt));
            underWay.add(step.id());
          }
          case Decision.End(var outcome, var why) -> happened(new Event.RunEnded(outcome, why));
          case Decision.Ask _,
              Decision.Tell _,
              Decision.TimeOut _,
              Decision.BeginUndo _,
              Decision.CallPerson _ ->
              throw new AssertionError("unexpected " + decision);
        }
      }
      assertThat(underWay).hasSizeLessThanOrEqualTo(Scheduler.MOST_CALLS);
      if (decisions.isEmpty() && !state.isOver()) {
        wait(Scheduler.wakeAt(state, underWay).orElseThrow());
      }
    }

    /// What is due in the past, with nothing decided, would make the runner spin.
    private void wait(Instant wake) {
      assertThat(wake).isAfter(now);
      if (underWay.isEmpty()) {
        now = wake;
      } else {
        answer();
      }
    }

    private void answer() {
      var id = List.copyOf(underWay).get(random.nextInt(underWay.size()));
      underWay.remove(id);
      now = now.plusMillis(random.nextInt(3));
      if (random.nextBoolean()) {
        met.add(id);
        happened(new Event.StepMet(id, "proof"));
      } else {
        happened(new Event.StepPending(id, "not yet"));
      }
    }
  }

  /// @param wide whether no step waits for another, so that calls run short
  private static Runbook runbook(int steps, boolean wide, long seed) {
    var random = new Random(seed);
    var all = new ArrayList<Step>();
    for (int i = 0; i < steps; i++) {
      var after = new TreeSet<Integer>();
      for (int edge = 0; !wide && i > 0 && edge < random.nextInt(4); edge++) {
        after.add(random.nextInt(i));
      }
      all.add(
          new Step.Reach(
              new StepId("s-" + i),
              new Goal.Healthy("web", "r" + i),
              after.stream().map(before -> new StepId("s-" + before)).toList(),
              Duration.ofDays(1),
              List.of()));
    }
    return new Runbook("p", "w", Mode.FAILOVER, Strategy.WARM_STANDBY, "east", "west", all);
  }

  @Property(tries = 150)
  void random_runbooks_end_in_an_order_that_respects_what_each_step_waits_for(
      @ForAll @IntRange(min = 1, max = 150) int steps, @ForAll boolean wide, @ForAll long seed) {
    var play = new Play(runbook(steps, wide, seed), seed);
    for (int turns = 0; !play.state.isOver(); turns++) {
      assertThat(turns).as("turns").isLessThan(100 * steps + 100);
      play.turn();
    }
    assertThat(play.met).hasSize(steps);
    assertThat(new HashSet<>(play.met)).hasSize(steps);
  }

  @Property(tries = 60)
  void the_same_journal_and_time_give_the_same_decisions(
      @ForAll @IntRange(min = 1, max = 80) int steps,
      @ForAll long seed,
      @ForAll @IntRange(max = 200) int turns) {
    var play = new Play(runbook(steps, false, seed), seed);
    for (int i = 0; i < turns && !play.state.isOver(); i++) {
      play.turn();
    }
    var folded = RunState.of(play.entries, Pace.standard());
    var later = play.now.plusSeconds(1);
    assertThat(Scheduler.next(folded, play.underWay, later))
        .isEqualTo(Scheduler.next(play.state, play.underWay, later));
    assertThat(folded.all()).isEqualTo(play.state.all());
  }
}
