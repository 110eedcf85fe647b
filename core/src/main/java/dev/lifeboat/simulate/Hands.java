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
  private final Looking looking;
  private final Asking asking;
  private final Map<StepId, Reply> described = new LinkedHashMap<>();

  /// @param program of the controller whose hands these are
  Hands(World world, Program program) {
    this.world = world;
    this.looking = new Looking(world);
    this.asking = new Asking(world, program);
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
              () -> (Reply) new Reply.Prepared(Readiness.ready()),
              back,
              refused -> new Reply.Prepared(Readiness.notReady(silent(goal.region(), refused))));
      case Act.StoreIntent(var region, _, _) ->
          world.calling.agent(
              region,
              () -> (Reply) new Reply.Accepted(),
              back,
              refused -> new Reply.Refused(silent(region, refused)));
      case Act.Place(var workload, var region, var attempt) -> {
        try {
          new Claims(world.registry).place(workload, region, attempt);
          back.accept(new Reply.Accepted());
        } catch (ProblemException refused) {
          back.accept(new Reply.Refused(refused.problem()));
        }
      }
      case Act.Request(var goal, var attempt) -> asking.request(goal, attempt, back);
      case Act.Ask _ ->
          world.agenda.after(
              PERSON_TAKES,
              () -> back.accept(new Reply.Said(Optional.of(new People.Answer(true, "someone")))));
      case Act.Tell _ -> back.accept(new Reply.Told("told"));
    }
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
