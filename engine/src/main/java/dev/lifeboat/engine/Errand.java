package dev.lifeboat.engine;

import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.runbook.Step;
import java.util.List;
import java.util.Optional;

/// Acts of one step, one after the other: each reply decides what comes next. Immutable, without a
/// clock or a thread, so that the runner's threads and the simulator walk the same errands.
public sealed interface Errand extends Stage
    permits Errand.Look,
        Errand.Ask,
        Errand.Tell,
        Errand.Pursue,
        Confirmation.Prepare,
        Confirmation.Reexamine,
        Confirmation.LookAgain {

  Step step();

  /// What to do now.
  Act act();

  /// Where the errand stands once [#act] was answered.
  ///
  /// @throws IllegalStateException when no such act is answered like that
  Stage after(Reply reply);

  record Look(Step step) implements Errand {
    @Override
    public Act act() {
      return new Act.Look(step);
    }

    @Override
    public Stage after(Reply reply) {
      if (reply instanceof Reply.Seen(var observation)) {
        return new Call.Looked(step, observation);
      }
      throw unexpected(this, reply);
    }
  }

  record Ask(Step.Ask step) implements Errand {
    @Override
    public Act act() {
      return new Act.Ask(step);
    }

    @Override
    public Stage after(Reply reply) {
      if (reply instanceof Reply.Said(var answer)) {
        return new Call.Replied(step, answer);
      }
      throw unexpected(this, reply);
    }
  }

  record Tell(Step.Tell step) implements Errand {
    @Override
    public Act act() {
      return new Act.Tell(step);
    }

    @Override
    public Stage after(Reply reply) {
      if (reply instanceof Reply.Told(var receipt)) {
        return new Call.Told(step, receipt);
      }
      throw unexpected(this, reply);
    }
  }

  /// Acts in order, ended by the first that is refused: the last one asks for the goal, those
  /// before keep the intent where it will be needed and move the placement.
  ///
  /// @param acts left to do; at least one
  record Pursue(Step.Reach step, Attempt attempt, List<Act> acts) implements Errand {
    public Pursue {
      acts = List.copyOf(acts);
      if (acts.isEmpty()) {
        throw new IllegalArgumentException("a pursuit of '" + step.id() + "' has nothing to do");
      }
    }

    @Override
    public Act act() {
      return acts.getFirst();
    }

    @Override
    public Stage after(Reply reply) {
      return switch (reply) {
        case Reply.Refused(var problem) -> pursued(Optional.of(problem));
        case Reply.Accepted() when acts.size() == 1 -> pursued(Optional.empty());
        case Reply.Accepted() -> new Pursue(step, attempt, acts.subList(1, acts.size()));
        case Reply.Seen _, Reply.Prepared _, Reply.Said _, Reply.Told _ ->
            throw unexpected(this, reply);
      };
    }

    private Call pursued(Optional<Problem> refused) {
      return new Call.Pursued(step, attempt.number(), refused);
    }
  }

  private static IllegalStateException unexpected(Errand errand, Reply reply) {
    return new IllegalStateException(errand.act() + " was answered by " + reply);
  }
}
