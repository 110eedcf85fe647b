package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs in which a question, a fence and a promotion are in each of their states, each with every
/// event that may be said of a step, whether or not it can follow.
public final class StepCases {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Step.Ask ASK = new Step.Ask(new StepId("ask"), "now?", List.of(), LONG);
  private static final Step.Reach FENCE =
      new Step.Reach(
          new StepId("fence"),
          new Goal.Fenced("orders", "east", Goal.Stop.ORDERLY),
          List.of(),
          LONG,
          List.of());
  private static final Step.Reach PROMOTE =
      new Step.Reach(
          new StepId("promote"),
          new Goal.Promoted("orders", "west"),
          List.of(FENCE.id()),
          LONG,
          List.of());

  /// One run.
  ///
  /// @param before what happened, the opening first
  /// @param last the event that follows, or cannot
  public record Case(StepId step, List<Event> before, Event last) {}

  private StepCases() {}

  public static List<Case> all() {
    var all = new ArrayList<Case>();
    for (var step : List.of(ASK, FENCE, PROMOTE)) {
      for (var before : histories(step)) {
        events(step, before).forEach(last -> all.add(new Case(step.id(), before, last)));
      }
    }
    return all;
  }

  /// One for each state, and for a step that was asked for.
  private static List<List<Event>> histories(Step step) {
    var id = step.id();
    var runbook =
        new Runbook(
            "p",
            "w",
            Mode.FAILOVER,
            Strategy.WARM_STANDBY,
            "east",
            "west",
            List.of(ASK, FENCE, PROMOTE));
    var opened =
        new Event.RunOpened(
            new RunId("r-1"), "0".repeat(64), runbook, 2, "ann", "why", 1L, List.of());
    var waiting = new ArrayList<Event>(List.of(opened));
    if (step == PROMOTE) {
      waiting.add(new Event.StepStarted(FENCE.id()));
      waiting.add(new Event.StepMet(FENCE.id(), "seen"));
    }
    var active = with(waiting, new Event.StepStarted(id));
    var requested = with(active, step == ASK ? new Event.Asked(id, "now?") : intent(step, 1));
    return List.of(
        List.copyOf(waiting),
        active,
        requested,
        with(
            requested,
            step == ASK ? new Event.Answered(id, true, "ann") : new Event.StepMet(id, "seen")),
        with(
            requested,
            step == ASK
                ? new Event.Answered(id, false, "ann")
                : new Event.StepFailed(id, Code.LB4003, "late")));
  }

  private static List<Event> with(List<Event> before, Event event) {
    return Stream.concat(before.stream(), Stream.of(event)).toList();
  }

  private static Event intent(Step step, int attempt) {
    return step == PROMOTE
        ? new Event.PromotionIntended(step.id(), attempt, "west", 2, List.of("seen"))
        : new Event.PursuitIntended(step.id(), attempt);
  }

  private static List<Event> events(Step step, List<Event> before) {
    var id = step.id();
    boolean requested = before.contains(intent(step, 1));
    int next = requested ? 2 : 1;
    return List.of(
        new Event.StepStarted(id),
        new Event.StepPending(id, "not yet"),
        new Event.PursuitIntended(id, next),
        new Event.PromotionIntended(id, next, "west", 2, List.of("seen")),
        new Event.PursuitFailed(id, 1, Code.LB4003, "no answer", Problem.Retry.LATER),
        new Event.Asked(id, "now?"),
        new Event.Answered(id, true, "ann"),
        new Event.Answered(id, false, "ann"),
        new Event.StepMet(id, "seen"),
        new Event.FenceOverridden(id, "ann", "why", "no proof", "all"),
        new Event.StepFailed(id, Code.LB4003, "late"),
        new Event.Resumed("ann"),
        new Event.StepLost(id, "it writes"));
  }
}
