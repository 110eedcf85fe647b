package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Step;
import java.util.Optional;
import java.util.function.Function;

/// One touch of the world, and what its reply leads to: the next touch, or [Done]. Whoever performs
/// it may be slow, fail, or lose the reply; it decides nothing. What follows is a pure function, so
/// that the runner's threads and the simulator go the same way.
public sealed interface Effect {

  /// Look at the goal of a step.
  record Look(Step step, Function<Observation, Effect> then) implements Effect {}

  /// Could the goal be asked for now.
  record Preflight(Goal goal, Function<Readiness, Effect> then) implements Effect {}

  /// Keep the intent in the region that will be primary.
  ///
  /// @param then takes the refusal; empty once it is kept
  record StoreIntent(
      String region, RunId run, Event intent, Function<Optional<Problem>, Effect> then)
      implements Effect {}

  /// Move the placement to the region.
  ///
  /// @param then takes the refusal; empty once it is moved
  record Place(
      String workload, String region, Attempt attempt, Function<Optional<Problem>, Effect> then)
      implements Effect {}

  /// Ask for a goal.
  ///
  /// @param then takes the refusal; empty once the request is accepted
  record Request(Goal goal, Attempt attempt, Function<Optional<Problem>, Effect> then)
      implements Effect {}

  /// Ask a person.
  ///
  /// @param then takes the answer; empty where nobody answered
  record Ask(Step.Ask ask, Function<Optional<People.Answer>, Effect> then) implements Effect {}

  /// Tell people.
  record Tell(Step.Tell tell, Function<String, Effect> then) implements Effect {}

  /// Nothing is left to do.
  record Done(StepOutcome outcome) implements Effect {}
}
