package dev.lifeboat.simulate;

import dev.lifeboat.engine.Claims;
import dev.lifeboat.engine.EffectReply;
import dev.lifeboat.engine.EngineAct;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.StepAction;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Carries out the acts of a controller in the simulated world, as a provider does in a real one.
final class SimEffects {
  private static final long MILLI = 1_000_000;
  private static final long PERSON_TAKES = 800 * MILLI;

  private final SimWorld world;
  private final SimProgram program;
  private final SimObservations looking;
  private final SimRequests asking;
  private final Map<StepId, EffectReply> described = new LinkedHashMap<>();

  /// @param program of the controller whose hands these are
  SimEffects(SimWorld world, SimProgram program) {
    this.world = world;
    this.program = program;
    this.looking = new SimObservations(world);
    this.asking = new SimRequests(world, program);
  }

  /// What was described to an earlier run is not shown to another.
  void forget() {
    described.clear();
  }

  /// Carries out the act that `errand` is at.
  ///
  /// @param back told once, later or at once
  void perform(StepAction errand, Consumer<EffectReply> back) {
    var act = errand.act();
    if (!world.rules.carriesOut(act, !(errand instanceof StepAction.Look))) {
      back.accept(new EffectReply.Seen(Observation.met("made up")));
      return;
    }
    switch (act) {
      case EngineAct.Look(var step) -> look(step, back);
      case EngineAct.Preflight(var goal) ->
          world.calling.agent(
              goal.region(),
              () -> (EffectReply) new EffectReply.Prepared(readiness(goal)),
              back,
              refused ->
                  new EffectReply.Prepared(Readiness.notReady(silent(goal.region(), refused))));
      case EngineAct.StoreIntent(var region, _, _) ->
          world.calling.agent(
              region,
              () -> (EffectReply) new EffectReply.Accepted(),
              back,
              refused -> new EffectReply.Refused(silent(region, refused)));
      case EngineAct.Place place ->
          world.agenda.after(
              world.registry.delayNanos(), program.own(() -> back.accept(placed(place))));
      case EngineAct.Request(var goal, var attempt) -> asking.request(goal, attempt, back);
      case EngineAct.Ask _ ->
          world.agenda.after(
              PERSON_TAKES,
              () ->
                  back.accept(
                      new EffectReply.Said(Optional.of(new People.Answer(true, "someone")))));
      case EngineAct.Tell _ -> back.accept(new EffectReply.Told("told"));
    }
  }

  private EffectReply placed(EngineAct.Place place) {
    try {
      new Claims(world.registry).place(place.workload(), place.region(), place.attempt());
      return new EffectReply.Accepted();
    } catch (ProblemException refused) {
      return new EffectReply.Refused(refused.problem());
    }
  }

  private Readiness readiness(Goal goal) {
    return goal instanceof Goal.Promoted promoted && !world.isTraffic(promoted.resource())
        ? world.readiness(promoted)
        : Readiness.ready();
  }

  private void look(Step step, Consumer<EffectReply> back) {
    if (!SimObservations.mayBeStale(step)) {
      looking.look(step, seen -> back.accept(new EffectReply.Seen(seen)));
      return;
    }
    if (described.containsKey(step.id()) && world.dice.chance(world.stalePercent())) {
      world.agenda.after(MILLI, () -> back.accept(described.get(step.id())));
      return;
    }
    looking.look(
        step,
        seen -> {
          var reply = new EffectReply.Seen(seen);
          described.put(step.id(), reply);
          back.accept(reply);
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
