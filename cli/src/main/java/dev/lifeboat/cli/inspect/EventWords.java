package dev.lifeboat.cli.inspect;

import dev.lifeboat.journal.Event;

/// Text of a journal's entry, in the words of the screen; the step that it is about follows.
final class EventWords {
  private EventWords() {}

  static String of(Event event) {
    return switch (event) {
      case Event.RunOpened _ -> "run opened";
      case Event.StepStarted _ -> "begun";
      case Event.StepPending _ -> "not yet";
      case Event.PursuitIntended _ -> "asks for it";
      case Event.PursuitFailed _ -> "refused";
      case Event.PromotionIntended _ -> "asks for the promotion";
      case Event.FenceOverridden _ -> "fence overridden";
      case Event.LossAccepted _ -> "loss accepted";
      case Event.StepMet _ -> "met";
      case Event.StepLost _ -> "lost";
      case Event.StepFailed _ -> "failed";
      case Event.Asked _ -> "a person is asked";
      case Event.Answered(_, var approved, _) -> approved ? "approved" : "declined";
      case Event.CancelRequested _ -> "cancel asked for";
      case Event.UndoBegun _ -> "undo begun";
      case Event.PersonNeeded _ -> "waits for a person";
      case Event.Paused _ -> "paused";
      case Event.Resumed _ -> "resumed";
      case Event.RunEnded(var outcome, _) -> "run over: " + outcome.word();
      case Event.Sealed _ -> "sealed";
    };
  }
}
