package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The word of a named person that a run promotes copies which are no candidates. It goes on the
/// record with what is lost, as far as that is known.
///
/// @param by the person
/// @param reason in the person's own words; not blank
public record LossAcceptance(String by, String reason) {
  public LossAcceptance {
    if (by.isBlank() || reason.isBlank()) {
      throw new IllegalArgumentException("an accepted loss needs a name and a reason");
    }
  }

  /// One event for each copy of the run that is no candidate; empty when all are. Once another
  /// store of the run moved the placement a look ahead compares with nobody any more, and only the
  /// place of the effect refuses: what it said counts as much.
  public List<Event.LossAccepted> of(RunState state, World world)
      throws InterruptedException, ProblemException {
    var events = new ArrayList<Event.LossAccepted>();
    var looks = doubts(state, world);
    for (Step.Reach promotion : state.openPromotions()) {
      refusal(state, world, promotion)
          .or(() -> doubt(looks, promotion))
          .ifPresent(lost -> events.add(new Event.LossAccepted(promotion.id(), by, reason, lost)));
    }
    return List.copyOf(events);
  }

  /// One event for each copy that is to be restored without a look at all vaults. It is asked
  /// before a run goes on: nobody may write while it waits for a vault that need not come back.
  public List<Event.LossAccepted> beforehand(RunState state, World world)
      throws InterruptedException {
    var looks = doubts(state, world);
    return state.openPromotions().stream()
        .filter(it -> state.steps().acceptedLoss(it.id()).isEmpty())
        .flatMap(it ->
            doubt(looks, it)
                .map(lost -> new Event.LossAccepted(it.id(), by, reason, lost))
                .stream())
        .toList();
  }

  /// Keeps what was said before a run goes on: whoever takes it up finds it.
  ///
  /// @throws ProblemException when it cannot be written; then the journal is closed
  public static void note(Runs.OpenRun open, List<? extends Event> words, Instant at)
      throws ProblemException {
    words.forEach(it -> open.state().apply(it, at));
    var journal = open.journal();
    try {
      journal.append(journal.nextSequence(), List.copyOf(words), at);
    } catch (ProblemException unwritten) {
      journal.close();
      throw unwritten;
    }
  }

  private static Map<Goal.Restored, String> doubts(RunState state, World world)
      throws InterruptedException {
    var doubts = new HashMap<Goal.Restored, String>();
    for (var step : state.openRestores()) {
      if (step.goal() instanceof Goal.Restored goal
          && world.reconcilers().preflight(goal, true)
              instanceof Readiness.NoCandidate(var problem)) {
        doubts.put(goal, problem.happened());
      }
    }
    return doubts;
  }

  private static Optional<String> doubt(Map<Goal.Restored, String> looks, Step.Reach promotion) {
    return looks.entrySet().stream()
        .filter(it -> Promotions.isOf(promotion, it.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<String> refusal(RunState state, World world, Step.Reach promotion)
      throws InterruptedException {
    if (state.of(promotion.id()) instanceof StepState.Failed(_, var code, var why)
        && code == Code.LB3011) {
      return Optional.of(why);
    }
    return world.reconcilers().preflight(promotion.goal())
            instanceof Readiness.NoCandidate(var problem)
        ? Optional.of(problem.happened())
        : Optional.empty();
  }
}
