package dev.lifeboat.engine;

import dev.lifeboat.runbook.Step;

/// What is under way for one step. It counts while the engine awaits it: one that was dropped
/// counts no more, even when another is out for the same step.
///
/// @param ticket unlike that of every other action of this engine
/// @param effect to perform next; [Effect.Done] once the action is back
public record StepAction(long ticket, Step step, Effect effect) {

  /// The same action further on.
  public StepAction at(Effect next) {
    return new StepAction(ticket, step, next);
  }
}
