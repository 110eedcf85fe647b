package dev.lifeboat.cli.terminal;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.StepState;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells what happens in a run: one line for each journal entry that a person wants to know of.
/// Used by the thread that executes the run.
///
/// @param refusals the last reason of each step; grows
record RunNarrator(ProgressPrinter progress, Map<String, String> refusals) {
  /// Tells of one entry.
  ///
  /// @param state of the run, this entry folded
  void happened(RunState state, Entry entry) {
    tell(state, entry.event());
    var waiting = waitingFor(state);
    progress.whileWaiting(() -> words(waiting, progress.now()));
  }

  /// @param state of the run, this event folded
  void tell(RunState state, Event event) {
    switch (event) {
      case Event.RunOpened opened ->
          progress.tell("run", "opened", "%s, epoch %d".formatted(opened.run(), opened.epoch()));
      case Event.StepMet(var step, var proof) -> met(state, state.step(step), proof);
      case Event.FenceOverridden(var step, var by, var reason, var unproven, var atRisk) ->
          progress.tell(
              step.value(),
              "OVERRIDDEN",
              "by %s: %s; not proven: %s; at risk: %s".formatted(by, reason, unproven, atRisk));
      case Event.LossAccepted(var step, var by, var reason, var atRisk) ->
          progress.tell(
              step.value(), "ACCEPTED", "by %s: %s; at risk: %s".formatted(by, reason, atRisk));
      case Event.StepLost(var step, var why) -> progress.tell(step.value(), "lost", why);
      case Event.StepFailed(var step, var code, var why) ->
          progress.tell(step.value(), "failed", code + " " + why);
      case Event.PursuitFailed(var step, _, var code, var why, _) ->
          refused(step.value(), code + " " + why);
      case Event.PromotionIntended(var step, _, _, _, var fences) ->
          progress.tell(
              step.value(), "asked", Count.of(fences.size(), "fence") + " proven just before");
      case Event.Asked(var step, var question) -> progress.tell(step.value(), "asks", question);
      case Event.Answered(var step, var approved, var by) ->
          progress.tell(step.value(), approved ? "approved" : "declined", "by " + by);
      case Event.CancelRequested(var by) -> progress.tell("run", "cancel", "asked by " + by);
      case Event.UndoBegun(var why, _) -> progress.tell("run", "undoing", why);
      case Event.PersonNeeded(var code, var why) ->
          progress.tell("run", "waits", "for a person: %s %s".formatted(code, why));
      case Event.Paused(var by) -> progress.tell("run", "paused", "by " + by);
      case Event.Resumed(var by) -> progress.tell("run", "resumed", "by " + by);
      case Event.RunEnded(var outcome, var why) -> progress.tell("run", outcome.word(), why);
      case Event.StepStarted _, Event.StepPending _, Event.PursuitIntended _, Event.Sealed _ -> {}
    }
  }

  /// A request is repeated until it is taken; its refusal is told once for each reason.
  private void refused(String step, String why) {
    if (!why.equals(refusals.put(step, why))) {
      progress.tell(step, "refused", why);
    }
  }

  private void met(RunState state, Step step, String proof) {
    if (step instanceof Step.Tell) {
      return; // Whoever was told has told it here already.
    }
    var id = step.id();
    var took =
        state.of(id) instanceof StepState.Met(var since, var at, _, _)
            ? " (%s)".formatted(Spans.took(Duration.between(since, at)))
            : "";
    progress.tell(id.value(), "met", step.phrase() + proof(step, proof) + took);
  }

  /// A fence is only as good as its proof, so that is shown; other goals speak for themselves.
  private static String proof(Step step, String proof) {
    return step instanceof Step.Reach reach && reach.goal() instanceof Goal.Fenced
        ? ": " + proof
        : "";
  }

  /// A step that the run is about.
  ///
  /// @param since it began
  private record WaitedFor(String what, String why, Instant since, Duration deadline) {}

  /// What the run is doing, as a copy: the state goes on.
  private static List<WaitedFor> waitingFor(RunState state) {
    var steps = new ArrayList<WaitedFor>();
    state
        .all()
        .forEach((step, at) -> {
          if (at instanceof StepState.Active active) {
            var why = Optional.ofNullable(active.why()).flatMap(it -> it).orElse("asked for");
            steps.add(new WaitedFor(step.phrase(), why, active.since(), step.deadline()));
          }
        });
    return steps;
  }

  /// Each with its reason, age and deadline.
  private static String words(List<WaitedFor> steps, Instant now) {
    return steps.stream()
        .map(step ->
            "%s: %s (%s of %s)"
                .formatted(
                    step.what(),
                    step.why(),
                    Spans.took(Duration.between(step.since(), now)),
                    SpanText.inFewUnits(step.deadline())))
        .collect(Collectors.joining("; "));
  }
}
