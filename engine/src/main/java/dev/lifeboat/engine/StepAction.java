package dev.lifeboat.engine;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Step;
import java.util.List;
import java.util.Optional;

/// Acts of one step, one after the other: each reply decides what comes next. Immutable, without a
/// clock or a thread, so that the runner's threads and the simulator walk the same errands.
public sealed interface StepAction extends ActionProgress
    permits StepAction.Look,
        StepAction.Ask,
        StepAction.Tell,
        StepAction.Pursue,
        Confirmation.Prepare,
        Confirmation.Reexamine,
        Confirmation.LookAgain {

  Step step();

  /// What to do now.
  EngineAct act();

  /// Where the errand stands once [#act] was answered.
  ///
  /// @throws IllegalStateException when no such act is answered like that
  ActionProgress after(EffectReply reply);

  record Look(Step step) implements StepAction {
    @Override
    public EngineAct act() {
      return new EngineAct.Look(step);
    }

    @Override
    public ActionProgress after(EffectReply reply) {
      if (reply instanceof EffectReply.Seen(var observation)) {
        return new StepOutcome.Looked(step, observation);
      }
      throw unexpected(this, reply);
    }
  }

  record Ask(Step.Ask step) implements StepAction {
    @Override
    public EngineAct act() {
      return new EngineAct.Ask(step);
    }

    @Override
    public ActionProgress after(EffectReply reply) {
      if (reply instanceof EffectReply.Said(var answer)) {
        return new StepOutcome.Replied(step, answer);
      }
      throw unexpected(this, reply);
    }
  }

  record Tell(Step.Tell step) implements StepAction {
    @Override
    public EngineAct act() {
      return new EngineAct.Tell(step);
    }

    @Override
    public ActionProgress after(EffectReply reply) {
      if (reply instanceof EffectReply.Told(var receipt)) {
        return new StepOutcome.Told(step, receipt);
      }
      throw unexpected(this, reply);
    }
  }

  /// Acts in order, ended by the first that is refused: the last one asks for the goal, those
  /// before keep the intent where it will be needed and move the placement.
  ///
  /// @param acts left to do; at least one
  record Pursue(Step.Reach step, Attempt attempt, List<EngineAct> acts) implements StepAction {
    public Pursue {
      acts = List.copyOf(acts);
      if (acts.isEmpty()) {
        throw new IllegalArgumentException("a pursuit of '" + step.id() + "' has nothing to do");
      }
    }

    @Override
    public EngineAct act() {
      return acts.getFirst();
    }

    @Override
    public ActionProgress after(EffectReply reply) {
      return switch (reply) {
        case EffectReply.Refused(var problem) -> pursued(Optional.of(problem));
        case EffectReply.Accepted() when acts.size() == 1 -> pursued(Optional.empty());
        case EffectReply.Accepted() -> new Pursue(step, attempt, acts.subList(1, acts.size()));
        case EffectReply.Seen _, EffectReply.Prepared _, EffectReply.Said _, EffectReply.Told _ ->
            throw unexpected(this, reply);
      };
    }

    private StepOutcome pursued(Optional<Problem> refused) {
      return new StepOutcome.Pursued(step, attempt.number(), refused);
    }
  }

  private static IllegalStateException unexpected(StepAction errand, EffectReply reply) {
    return new IllegalStateException(errand.act() + " was answered by " + reply);
  }
}
