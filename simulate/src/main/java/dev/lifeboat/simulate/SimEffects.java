package dev.lifeboat.simulate;

import dev.lifeboat.engine.Effect;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunClaims;
import dev.lifeboat.engine.StepAction;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Performs the effects of a controller in the simulated world, as a provider does in a real one.
///
/// @param program of the controller that asks
/// @param described what was last seen of each step that is merely described; grows
record SimEffects(SimWorld world, SimProgram program, Map<StepId, Observation> described) {
  private static final long MILLI = 1_000_000;
  private static final long PERSON_TAKES = 800 * MILLI;

  /// Performs the effect that `action` is at.
  ///
  /// @param back told once, later or at once, what follows
  void perform(StepAction action, Consumer<Effect> back) {
    switch (action.effect()) {
      case Effect.Look(_, var then) when !world.rules.looks(action) ->
          back.accept(then.apply(Observation.met("made up")));
      case Effect.Look(var step, var then) -> look(step, seen -> back.accept(then.apply(seen)));
      case Effect.Preflight(var goal, var then) ->
          world.calls.agent(
              goal.region(),
              () -> readiness(goal),
              seen -> back.accept(then.apply(seen)),
              refused -> Readiness.notReady(silent(goal.region(), refused)));
      case Effect.StoreIntent(var region, _, _, var then) ->
          world.calls.agent(
              region,
              Optional::<Problem>empty,
              refusal -> back.accept(then.apply(refusal)),
              refused -> Optional.of(silent(region, refused)));
      case Effect.Place place ->
          world.agenda.after(
              world.placements.delayNanos(),
              program.own(() -> back.accept(place.then().apply(refusal(place)))));
      case Effect.Request(var goal, var attempt, var then) ->
          new SimRequests(world, program)
              .request(goal, attempt, refusal -> back.accept(then.apply(refusal)));
      case Effect.Ask(_, var then) ->
          world.agenda.after(
              PERSON_TAKES,
              () -> back.accept(then.apply(Optional.of(new People.Answer(true, "someone")))));
      case Effect.Tell(_, var then) -> back.accept(then.apply("told"));
      case Effect.Done done -> back.accept(done);
    }
  }

  private Optional<Problem> refusal(Effect.Place place) {
    try {
      new RunClaims(world.placements).place(place.workload(), place.region(), place.attempt());
      return Optional.empty();
    } catch (ProblemException refused) {
      return Optional.of(refused.problem());
    }
  }

  private Readiness readiness(Goal goal) {
    return goal instanceof Goal.Promoted promoted && !world.isTraffic(promoted.resource())
        ? world.readiness(promoted)
        : Readiness.ready();
  }

  private void look(Step step, Consumer<Observation> back) {
    var observations = new SimObservations(world);
    if (!SimObservations.mayBeStale(step)) {
      observations.look(step, back);
      return;
    }
    if (described.containsKey(step.id()) && world.random.chance(world.stalePercent())) {
      world.agenda.after(MILLI, () -> back.accept(described.get(step.id())));
      return;
    }
    observations.look(
        step,
        seen -> {
          described.put(step.id(), seen);
          back.accept(seen);
        });
  }

  static Problem silent(String region, boolean refused) {
    return Problem.passing(
        Code.LB2002,
        region + (refused ? " refuses" : " is silent"),
        "whether it took effect is looked at again",
        "wait; the run repeats it");
  }
}
