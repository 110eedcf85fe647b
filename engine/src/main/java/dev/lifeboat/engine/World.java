package dev.lifeboat.engine;

import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.provider.Notices;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.time.InstantSource;
import java.util.Optional;

/// All that a run touches beside its journal. Every method blocks and runs on a virtual thread of
/// its own; an unexpected failure of a reconciler counts as "nobody could look", never as success.
///
/// @param reconcilers bring goals about
/// @param verifier checks as a client would
/// @param people answer and are told
/// @param channel tells them as well; empty where the provider has none
/// @param placements where the writer is; changed before a promotion is asked for
/// @param intents copies of what is about to be done, in the region that will be primary
public record World(
    Reconcilers reconcilers,
    Verifier verifier,
    People people,
    Optional<Notices> channel,
    Placements placements,
    Intents intents) {

  /// What `platform` has for `workload`.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where something is
  public static World of(Platform platform, Workload workload, People people)
      throws ProblemException {
    return new World(
        platform.reconcilers(workload),
        platform.verifier(workload),
        people,
        platform.ability(Notices.class),
        platform.placements(),
        platform.intents());
  }

  /// The same for one run, which the channel tells of.
  World ofRun(RunState run, InstantSource clock) {
    var told =
        channel
            .<People>map(
                it -> new RunNotices(people, it, run.run(), run.runbook(), run.began(), clock))
            .orElse(people);
    return new World(reconcilers, verifier, told, Optional.empty(), placements, intents);
  }

  /// Touches the world once.
  ///
  /// @return what follows
  Effect perform(Effect effect) throws InterruptedException {
    return switch (effect) {
      case Effect.Look(var step, var then) -> then.apply(look(step));
      case Effect.Preflight(var goal, var then) -> then.apply(reconcilers.preflight(goal));
      case Effect.Request(var goal, var attempt, var then) -> then.apply(pursue(goal, attempt));
      case Effect.StoreIntent(var region, var run, var intent, var then) ->
          then.apply(refusal(() -> intents.store(region, run, intent)));
      case Effect.Place(var workload, var region, var attempt, var then) ->
          then.apply(refusal(() -> claims().place(workload, region, attempt)));
      case Effect.Ask(var ask, var then) -> then.apply(people.ask(ask));
      case Effect.Tell(var tell, var then) -> then.apply(people.tell(tell));
      case Effect.Done done -> done;
    };
  }

  @FunctionalInterface
  private interface Change {
    void happen() throws InterruptedException, ProblemException;
  }

  private static Optional<Problem> refusal(Change change) throws InterruptedException {
    try {
      change.happen();
      return Optional.empty();
    } catch (ProblemException refused) {
      return Optional.of(refused.problem());
    }
  }

  RunClaims claims() {
    return new RunClaims(placements);
  }

  Observation look(Step step) throws InterruptedException {
    try {
      return switch (step) {
        case Step.Reach reach -> reconcilers.observe(reach.goal());
        case Step.Verify verify -> verifier.verify(verify.check());
        case Step.Ask _, Step.Tell _ ->
            throw new IllegalStateException("step '" + step.id() + "' has no goal to look at");
      };
    } catch (RuntimeException broken) {
      return Observation.unreachable("the look itself failed: " + broken);
    }
  }

  /// Asks for the goal; empty once the request is accepted.
  private Optional<Problem> pursue(Goal goal, Attempt attempt) throws InterruptedException {
    try {
      return refusal(() -> reconcilers.pursue(goal, attempt));
    } catch (RuntimeException broken) {
      return Optional.of(
          Problem.passing(
              Code.LB4003,
              "the request failed: " + broken,
              "whether it took effect is looked at again",
              "wait; the run repeats it"));
    }
  }
}
