package dev.lifeboat.engine;

import dev.lifeboat.engine.StepState.Active;
import dev.lifeboat.engine.StepState.Failed;
import dev.lifeboat.engine.StepState.Looks;
import dev.lifeboat.engine.StepState.Met;
import dev.lifeboat.engine.StepState.Requests;
import dev.lifeboat.engine.StepState.Waiting;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Step;
import java.time.Instant;
import java.util.Optional;

/// A step at the time of an event, which makes its next state: the moves of [StepTransitions].
///
/// @param requests made for the step so far, also before it was met and lost
record StepMoment(Step step, int requests, Instant at, Pace pace) {

  Active begun(Waiting was, Event.StepStarted event) {
    return fresh(Optional.empty());
  }

  Active lost(Met was, Event.StepLost event) {
    return fresh(Optional.of(event.why()));
  }

  Active again(Active was, Event.Resumed event) {
    return fresh(was.why());
  }

  Active again(Failed was, Event.Resumed event) {
    return fresh(Optional.of(was.why()));
  }

  /// With its whole deadline ahead and no memory of a pace.
  private Active fresh(Optional<String> why) {
    var until = step instanceof Step.Ask ? Instant.MAX : at.plus(step.deadline());
    return new Active(at, until, Looks.from(at), new Requests(requests, at), why);
  }

  Active pending(Active was, Event.StepPending event) {
    return looked(was, Optional.of(event.why()));
  }

  /// The goal does not hold, or nobody could look.
  Active looked(Active was, Optional<String> why) {
    int made = was.looks().made();
    return was.with(new Looks(made + 1, at.plus(pace.poll(made)), true)).because(why);
  }

  Active pursued(Active was, Event.PursuitIntended event) {
    return requested(was, event.attempt());
  }

  Active promoted(Active was, Event.PromotionIntended event) {
    return requested(was, event.attempt());
  }

  private Active requested(Active was, int attempt) {
    int made = was.requests().made();
    if (attempt != made + 1) {
      throw new ContradictionException(
          "step '%s' makes request %d after %d".formatted(step.id(), attempt, made));
    }
    return was.with(Looks.from(at)).with(new Requests(attempt, at.plus(pace.askAgain())));
  }

  Active refused(Active was, Event.PursuitFailed event) {
    int attempt = event.attempt();
    return was.with(new Looks(was.looks().made(), at, false))
        .with(new Requests(attempt, at.plus(pace.retry(attempt))))
        .because(Optional.of(event.why()));
  }

  Active asked(Active was, Event.Asked event) {
    return was.with(new Looks(0, at, true))
        .with(new Requests(1, was.requests().next()))
        .because(Optional.of("asked"));
  }

  StepState answered(Active was, Event.Answered event) {
    return event.approved()
        ? met(was, "approved by " + event.by())
        : new Failed(at, Code.LB3004, "declined by " + event.by());
  }

  Met met(Active was, Event.StepMet event) {
    return met(was, event.proof());
  }

  Met overridden(Active was, Event.FenceOverridden event) {
    return met(was, "OVERRIDDEN by %s: %s".formatted(event.by(), event.reason()));
  }

  private Met met(Active was, String proof) {
    return held(was.since(), at, proof);
  }

  /// A fence that was looked at again and holds.
  Met held(Met was) {
    return held(was.since(), was.at(), was.proof());
  }

  private Met held(Instant since, Instant metAt, String proof) {
    return new Met(since, metAt, proof, at.plus(pace.watchFence()));
  }

  Failed failed(Active was, Event.StepFailed event) {
    return new Failed(at, event.code(), event.why());
  }
}
