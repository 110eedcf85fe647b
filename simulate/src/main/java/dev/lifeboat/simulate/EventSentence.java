package dev.lifeboat.simulate;

import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Count;

/// A journal's event as a clause of whoever wrote it, for people who read the story of a world.
final class EventSentence {
  private EventSentence() {}

  /// Such as `asks for shift-5-entry (request 47)`.
  static String of(Event event) {
    return switch (event) {
      case Event.RunOpened opened ->
          "opens %s under epoch %d: %s".formatted(opened.run(), opened.epoch(), opened.reason());
      case Event.StepStarted(var step) -> "begins " + step;
      case Event.StepPending(var step, var why) -> "waits for %s: %s".formatted(step, why);
      case Event.PursuitIntended(var step, var attempt) ->
          "asks for %s (request %d)".formatted(step, attempt);
      case Event.PromotionIntended(var step, var attempt, var region, var epoch, var fences) ->
          "asks for %s in %s under epoch %d (request %d), %s proven"
              .formatted(step, region, epoch, attempt, Count.of(fences.size(), "fence"));
      case Event.PursuitFailed(var step, var attempt, var code, var why, _) ->
          "is refused %s (request %d): %s %s".formatted(step, attempt, code, why);
      case Event.StepMet(var step, var proof) -> "sees %s met: %s".formatted(step, proof);
      case Event.StepLost(var step, var why) -> "sees %s lost: %s".formatted(step, why);
      case Event.StepFailed(var step, var code, var why) ->
          "gives %s up: %s %s".formatted(step, code, why);
      case Event.FenceOverridden(var step, var by, var reason, var unproven, _) ->
          "goes on without %s by %s's word, %s; not proven: %s"
              .formatted(step, by, reason, unproven);
      case Event.LossAccepted(var step, var by, var reason, var atRisk) ->
          "accepts a loss at %s by %s's word, %s; at risk: %s".formatted(step, by, reason, atRisk);
      case Event.Asked(var step, var question) -> "asks people at %s: %s".formatted(step, question);
      case Event.Answered(var step, var approved, var by) ->
          "hears %s from %s at %s".formatted(approved ? "yes" : "no", by, step);
      case Event.CancelRequested(var by) -> "is asked by %s to cancel".formatted(by);
      case Event.UndoBegun(var why, var epoch) ->
          "takes its steps back under epoch %d: %s".formatted(epoch, why);
      case Event.PersonNeeded(var code, var why) -> "needs a person: %s %s".formatted(code, why);
      case Event.Paused(var by) -> "is paused by " + by;
      case Event.Resumed(var by) -> "is resumed by " + by;
      case Event.RunEnded(var outcome, var why) ->
          "ends the run, %s: %s".formatted(outcome.word(), why);
      case Event.Sealed _ -> "seals the run's folder";
    };
  }
}
