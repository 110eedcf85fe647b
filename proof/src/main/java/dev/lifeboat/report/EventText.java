package dev.lifeboat.report;

import dev.lifeboat.journal.Event;

/// One journal event in a few words.
final class EventText {
  private EventText() {}

  static String of(Event event) {
    return switch (event) {
      case Event.RunOpened opened ->
          "%s %s → %s by %s: %s; epoch %d"
              .formatted(
                  opened.runbook().mode().word(),
                  opened.runbook().source(),
                  opened.runbook().target(),
                  opened.by(),
                  opened.reason(),
                  opened.epoch());
      case Event.StepStarted(var step) -> step.value();
      case Event.StepPending(var step, var why) -> step + ": " + why;
      case Event.PursuitIntended(var step, var attempt) ->
          "%s, request %d".formatted(step, attempt);
      case Event.PromotionIntended promotion ->
          "%s in %s, request %d, epoch %d, on %s"
              .formatted(
                  promotion.step(),
                  promotion.region(),
                  promotion.attempt(),
                  promotion.epoch(),
                  TimeText.count(promotion.fences().size(), "fence"));
      case Event.PursuitFailed(var step, var attempt, var code, var why, _) ->
          "%s, request %d: %s %s".formatted(step, attempt, code, why);
      case Event.StepMet(var step, var proof) -> step + ": " + proof;
      case Event.StepLost(var step, var why) -> step + ": " + why;
      case Event.StepFailed(var step, var code, var why) -> "%s: %s %s".formatted(step, code, why);
      case Event.FenceOverridden(var step, var by, var reason, var unproven, var atRisk) ->
          "%s: OVERRIDDEN by %s: %s; not proven: %s; at risk: %s"
              .formatted(step, by, reason, unproven, atRisk);
      case Event.LossAccepted(var step, var by, var reason, var atRisk) ->
          "%s: LOSS ACCEPTED by %s: %s; at risk: %s".formatted(step, by, reason, atRisk);
      case Event.Asked(var step, var question) -> step + ": " + question;
      case Event.Answered(var step, var approved, var by) ->
          "%s: %s by %s".formatted(step, approved ? "approved" : "declined", by);
      case Event.CancelRequested(var by) -> "by " + by;
      case Event.UndoBegun(var why, var epoch) -> "%s; epoch %d".formatted(why, epoch);
      case Event.PersonNeeded(var code, var why) -> code + " " + why;
      case Event.Paused(var by) -> "by " + by;
      case Event.Resumed(var by) -> "by " + by;
      case Event.RunEnded(var outcome, var why) ->
          why.isEmpty() ? outcome.name() : outcome + ": " + why;
      case Event.Sealed(var files) -> TimeText.count(files.size(), "file") + " closed";
    };
  }
}
