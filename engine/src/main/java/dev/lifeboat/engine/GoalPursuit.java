package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Brings about one goal of what is only being set up, where there is no run yet, nothing to fence
/// and nothing to journal. When it looks, asks, and asks again is what [StepTransitions] say of a
/// step of a run. Whoever drives it waits. Not thread-safe, but for [#why].
public final class GoalPursuit {
  private final Reconcilers reconcilers;
  private final By by;
  private final Step.Reach step;
  private StepState state = new StepState.Waiting();
  private volatile String why = "";

  /// On whose behalf it asks.
  ///
  /// @param epoch that its requests carry
  /// @param limit after which nobody drives it any more
  public record By(RunId run, StepId step, long epoch, Pace pace, Duration limit) {}

  public GoalPursuit(Reconcilers reconcilers, Goal goal, By by, Instant now) {
    this.reconcilers = reconcilers;
    this.by = by;
    this.step = new Step.Reach(by.step(), goal, List.of(), by.limit(), List.of());
    happened(new Event.StepStarted(step.id()), now);
  }

  /// Why the goal does not hold; empty before the first look.
  public String why() {
    return why;
  }

  /// Looks if a look is due, and asks where the goal does not hold and a request is due.
  ///
  /// @return whether the goal holds
  /// @throws ProblemException when a request was refused for good
  public boolean advance(Instant now) throws InterruptedException, ProblemException {
    if (state instanceof StepState.Active active && !now.isBefore(active.looks().next())) {
      look(now);
    }
    if (state instanceof StepState.Active active && active.asks(now)) {
      ask(active, now);
    }
    return state instanceof StepState.Met;
  }

  private void look(Instant now) throws InterruptedException {
    switch (reconcilers.observe(step.goal())) {
      case Observation.Met(var proof) -> happened(new Event.StepMet(step.id(), proof), now);
      case Observation.Pending(var reason) -> pending(reason, now);
      case Observation.Unreachable(var reason) -> pending(reason, now);
    }
  }

  private void pending(String reason, Instant now) {
    why = reason;
    happened(new Event.StepPending(step.id(), reason), now);
  }

  private void ask(StepState.Active active, Instant now)
      throws InterruptedException, ProblemException {
    int number = active.requests().made() + 1;
    happened(new Event.PursuitIntended(step.id(), number), now);
    try {
      reconcilers.pursue(
          step.goal(),
          new Attempt(by.run(), step.id(), by.epoch(), number, active.until(), Succession.NONE));
    } catch (ProblemException refused) {
      var problem = refused.problem();
      if (isFinal(problem)) {
        throw refused;
      }
      why = problem.happened();
      happened(
          new Event.PursuitFailed(step.id(), number, problem.code(), why, problem.retry()), now);
    }
  }

  /// Whether asking again cannot help. What is no candidate becomes none by waiting, while nobody
  /// writes.
  static boolean isFinal(Problem refused) {
    return refused.retry() == Problem.Retry.NEVER || refused.code() == Code.LB3011;
  }

  private void happened(Event event, Instant now) {
    int made = state instanceof StepState.Active active ? active.requests().made() : 0;
    state = StepTransitions.next(new StepMoment(step, made, now, by.pace()), state, event);
  }
}
