package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StepTracksTest {
  private static final Instant T0 = Instant.parse("2026-11-20T08:00:00Z");

  @Test
  void requests_are_counted_and_the_last_reason_stays_until_the_proof() throws Exception {
    var runbook = SampleRun.runbook(Mode.FAILOVER);
    var first = runbook.steps().getFirst().id();
    var events = new ArrayList<Event>();
    events.add(
        new Event.RunOpened(
            new RunId("r"), "0".repeat(64), runbook, 2, "ada", "test", 1L, List.of()));
    events.add(new Event.StepStarted(first));
    events.add(new Event.StepPending(first, "still open"));
    events.add(new Event.PursuitIntended(first, 1));
    events.add(new Event.PursuitFailed(first, 1, Code.LB2002, "no answer", Problem.Retry.LATER));
    events.add(new Event.PursuitIntended(first, 2));

    var open = tracks(events).getFirst();
    assertThat(open.state()).isEqualTo("pursuing");
    assertThat(open.requests()).isEqualTo(2);
    assertThat(open.said()).isEqualTo("LB2002 no answer");
    assertThat(open.took()).isEmpty();

    events.add(new Event.StepMet(first, "closed"));
    events.add(new Event.StepLost(first, "open again"));
    assertThat(tracks(events).getFirst().said()).isEqualTo("held and was lost: open again");

    events.add(new Event.StepMet(first, "closed for good"));
    var met = tracks(events).getFirst();
    assertThat(met.met()).isTrue();
    assertThat(met.took()).isEqualTo(Optional.of(Duration.ofSeconds(7)));
  }

  @Test
  void an_undo_stops_what_was_under_way_and_shows_its_own_steps() throws Exception {
    var runbook = SampleRun.runbook(Mode.SWITCHOVER);
    var fence = new StepId("fence-orders");
    var events = new ArrayList<Event>();
    events.add(
        new Event.RunOpened(
            new RunId("r"), "0".repeat(64), runbook, 2, "ada", "test", 1L, List.of()));
    for (var step : runbook.steps()) {
      events.add(new Event.StepStarted(step.id()));
      if (step.id().equals(fence)) {
        break;
      }
      events.add(new Event.StepMet(step.id(), "is so"));
    }
    events.add(new Event.UndoBegun("orders did not stop", 3));

    var tracks = tracks(events);
    assertThat(track(tracks, "fence-orders").state()).isEqualTo("stopped");
    assertThat(track(tracks, "promote-orders").state()).isEqualTo("not begun");
    assertThat(tracks.getLast().step().id().value()).startsWith("undo-");
    assertThat(tracks.getLast().state()).isEqualTo("waiting");
  }

  @Test
  void of_many_steps_trouble_stays_then_fences_and_promotions_then_the_longest() {
    var tracks = new ArrayList<StepTrack>();
    for (int i = 0; i < 100; i++) {
      tracks.add(met("step-" + i, new Goal.Healthy("web", "west"), i));
    }
    tracks.add(met("fence", new Goal.Fenced("orders", "east", Goal.Stop.IMMEDIATE), 0));
    tracks.add(
        new StepTrack(
            step("stuck", new Goal.Healthy("web", "west")),
            StepTrack.FAILED,
            Optional.of(T0),
            Optional.of(T0),
            1,
            "no"));

    assertThat(NotableTracks.of(tracks, 4))
        .extracting(track -> track.step().id().value())
        .containsExactly("step-98", "step-99", "fence", "stuck");
    assertThat(NotableTracks.of(tracks, 200)).hasSize(102);
  }

  private static StepTrack met(String id, Goal goal, int seconds) {
    return new StepTrack(
        step(id, goal),
        StepTrack.MET,
        Optional.of(T0),
        Optional.of(T0.plusSeconds(seconds)),
        1,
        "is so");
  }

  private static Step step(String id, Goal goal) {
    return new Step.Reach(new StepId(id), goal, List.of(), Duration.ofMinutes(1), List.of());
  }

  private static StepTrack track(List<StepTrack> tracks, String id) {
    return tracks.stream()
        .filter(track -> track.step().id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /// One event a second.
  private static List<StepTrack> tracks(List<Event> events) {
    var entries = new ArrayList<Entry>();
    for (var event : events) {
      entries.add(new Entry(entries.size(), T0.plusSeconds(entries.size()), "0".repeat(64), event));
    }
    return StepTracks.of(RunState.of(entries, Pace.standard()), entries);
  }
}
