package dev.lifeboat.engine;

import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Step;
import java.util.ArrayList;
import java.util.List;
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
    for (Step.Reach promotion : state.openPromotions()) {
      refusal(state, world, promotion)
          .ifPresent(lost -> events.add(new Event.LossAccepted(promotion.id(), by, reason, lost)));
    }
    return List.copyOf(events);
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
