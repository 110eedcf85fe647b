package dev.lifeboat.report;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Folds a journal into one track a step. The engine's own fold forgets what it no longer needs;
/// this one keeps when each step began, how often it was asked for, and what was said last.
final class StepTracks {

  private static final class Track {
    String state = "waiting";
    Optional<Instant> start = Optional.empty();
    Optional<Instant> end = Optional.empty();
    int requests;
    String said = "something it comes after is not met";
    final boolean planned;

    Track(boolean planned) {
      this.planned = planned;
    }
  }

  private final Map<StepId, Track> tracks = new LinkedHashMap<>();

  private StepTracks() {}

  /// The runbook's steps in their order, then those of the undo.
  static List<StepTrack> of(RunState state, List<Entry> entries) {
    var fold = new StepTracks();
    var planned = state.runbook().byId();
    for (var step : state.all().keySet()) {
      fold.tracks.put(step.id(), new Track(planned.containsKey(step.id())));
    }
    entries.forEach(entry -> fold.apply(entry.event(), entry.at()));
    return state.all().keySet().stream().map(fold::track).toList();
  }

  private StepTrack track(Step step) {
    var track = slot(step.id());
    // What it has for a proof says that nobody was told.
    boolean untold = step instanceof Step.Tell && track.said.startsWith(People.NOT_TOLD);
    var state = untold ? People.NOT_TOLD : track.state;
    return new StepTrack(step, state, track.start, track.end, track.requests, track.said);
  }

  private void apply(Event event, Instant at) {
    switch (event) {
      case Event.StepStarted(var step) -> begin(step, at);
      case Event.StepPending(var step, var why) -> slot(step).said = why;
      case Event.PursuitIntended(var step, var attempt) -> slot(step).requests = attempt;
      case Event.PromotionIntended promotion ->
          slot(promotion.step()).requests = promotion.attempt();
      case Event.PursuitFailed(var step, _, var code, var why, _) ->
          slot(step).said = code + " " + why;
      case Event.StepMet(var step, var proof) -> end(step, StepTrack.MET, proof, at);
      case Event.FenceOverridden(var step, var by, var reason, var unproven, var atRisk) ->
          end(
              step,
              StepTrack.OVERRIDDEN,
              "by %s: %s; not proven: %s; at risk: %s".formatted(by, reason, unproven, atRisk),
              at);
      case Event.LossAccepted(var step, var by, var reason, var atRisk) ->
          slot(step).said = "LOSS ACCEPTED by %s: %s; at risk: %s".formatted(by, reason, atRisk);
      case Event.StepLost(var step, var why) -> lose(step, why);
      case Event.StepFailed(var step, var code, var why) ->
          end(step, StepTrack.FAILED, code + " " + why, at);
      case Event.Asked(var step, _) -> slot(step).said = "asked, not answered";
      case Event.Answered(var step, var approved, var by) ->
          end(
              step,
              approved ? StepTrack.MET : StepTrack.FAILED,
              (approved ? "approved by " : "declined by ") + by,
              at);
      case Event.UndoBegun(var why, _) -> stop("the run was taken back: " + why, true, at);
      case Event.RunEnded _ -> stop("the run ended", false, at);
      case Event.Resumed _ -> beginAgain();
      case Event.RunOpened _,
          Event.CancelRequested _,
          Event.PersonNeeded _,
          Event.Paused _,
          Event.Sealed _ -> {}
    }
  }

  private void begin(StepId step, Instant at) {
    var track = slot(step);
    track.state = "pursuing";
    track.start = Optional.of(at);
    track.said = "not looked at yet";
  }

  private void end(StepId step, String state, String said, Instant at) {
    var track = slot(step);
    track.state = state;
    track.end = Optional.of(at);
    track.said = said;
  }

  private void lose(StepId step, String why) {
    var track = slot(step);
    track.state = "pursuing";
    track.end = Optional.empty();
    track.said = "held and was lost: " + why;
  }

  /// What was under way stays as it is from here on; what was ahead is not begun any more. When an
  /// undo begins this is so for the planned steps only.
  private void stop(String why, boolean plannedOnly, Instant at) {
    for (var track : tracks.values()) {
      if (plannedOnly && !track.planned) {
        continue;
      }
      if (track.state.equals("pursuing")) {
        track.state = "stopped";
        track.end = Optional.of(at);
        track.said = why + "; last: " + track.said;
      } else if (track.state.equals("waiting")) {
        track.state = "not begun";
        track.said = why;
      }
    }
  }

  private void beginAgain() {
    for (var track : tracks.values()) {
      if (track.state.equals(StepTrack.FAILED)) {
        track.state = "pursuing";
        track.end = Optional.empty();
      }
    }
  }

  private Track slot(StepId step) {
    var track = tracks.get(step);
    if (track == null) {
      throw new IllegalStateException("no step '" + step + "' in this run");
    }
    return track;
  }
}
