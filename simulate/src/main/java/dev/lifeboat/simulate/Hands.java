package dev.lifeboat.simulate;

import dev.lifeboat.engine.Act;
import dev.lifeboat.engine.Claims;
import dev.lifeboat.engine.Errand;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.Reply;
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
final class Hands {
  private static final long MILLI = 1_000_000;
  private static final long PERSON_TAKES = 800 * MILLI;

  private final World world;
  private final Program program;
  private final Looking looking;
  private final Asking asking;
  private final Map<StepId, Reply> described = new LinkedHashMap<>();

  /// @param program of the controller whose hands these are
  Hands(World world, Program program) {
    this.world = world;
    this.program = program;
    this.looking = new Looking(world);
    this.asking = new Asking(world, program);
  }

  /// What was described to an earlier run is not shown to another.
  void forget() {
    described.clear();
  }

  /// Carries out the act that `errand` is at.
  ///
  /// @param back told once, later or at once
  void perform(Errand errand, Consumer<Reply> back) {
    var act = errand.act();
    if (!world.rules.carriesOut(act, !(errand instanceof Errand.Look))) {
      back.accept(new Reply.Seen(Observation.met("made up")));
      return;
    }
    switch (act) {
      case Act.Look(var step) -> look(step, back);
      case Act.Preflight(var goal) ->
          world.calling.agent(
              goal.region(),
              () -> (Reply) new Reply.Prepared(readiness(goal)),
              back,
              refused -> new Reply.Prepared(Readiness.notReady(silent(goal.region(), refused))));
      case Act.StoreIntent(var region, _, _) ->
          world.calling.agent(
              region,
              () -> (Reply) new Reply.Accepted(),
              back,
              refused -> new Reply.Refused(silent(region, refused)));
      case Act.Place place ->
          world.agenda.after(
              world.registry.delayNanos(), program.own(() -> back.accept(placed(place))));
      case Act.Request(var goal, var attempt) -> asking.request(goal, attempt, back);
      case Act.Ask _ ->
          world.agenda.after(
              PERSON_TAKES,
              () -> back.accept(new Reply.Said(Optional.of(new People.Answer(true, "someone")))));
      case Act.Tell _ -> back.accept(new Reply.Told("told"));
    }
  }

  private Reply placed(Act.Place place) {
    try {
      new Claims(world.registry).place(place.workload(), place.region(), place.attempt());
      return new Reply.Accepted();
    } catch (ProblemException refused) {
      return new Reply.Refused(refused.problem());
    }
  }

  private Readiness readiness(Goal goal) {
    return goal instanceof Goal.Promoted promoted && !world.isTraffic(promoted.resource())
        ? world.readiness(promoted)
        : Readiness.ready();
  }

  private void look(Step step, Consumer<Reply> back) {
    if (!Looking.mayBeStale(step)) {
      looking.look(step, seen -> back.accept(new Reply.Seen(seen)));
      return;
    }
    if (described.containsKey(step.id()) && world.dice.chance(world.stalePercent())) {
      world.agenda.after(MILLI, () -> back.accept(described.get(step.id())));
      return;
    }
    looking.look(
        step,
        seen -> {
          var reply = new Reply.Seen(seen);
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
