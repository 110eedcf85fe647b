package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Promotes a database through its agent, which checks epoch and placement itself.
record DatabasePromotion(LabClients clients, PresentEpoch epoch, PromotionReadiness candidates)
    implements RegionReconciler<Goal.Promoted> {
  private static final Duration PROMOTION = Duration.ofSeconds(30);

  @Override
  public Readiness preflight(Goal.Promoted goal) throws InterruptedException {
    try {
      var seen = state(goal);
      return seen.server().running() && seen.server().sql() != null && !seen.care().held()
          ? candidates.of(goal, Optional.ofNullable(seen.followed()))
          : CallProblems.notPromotable(
              goal, Optional.ofNullable(seen.care().why()).orElse("it does not run"));
    } catch (IOException silent) {
      return CallProblems.notPromotable(goal, CallProblems.why(silent));
    }
  }

  @Override
  public Observation look(Goal.Promoted goal) throws IOException, InterruptedException {
    var seen = state(goal);
    if (seen.duty().role() == Role.WRITER && seen.writable().equals(Optional.of(true))) {
      return epoch
          .over(seen.duty().epoch())
          .orElseGet(() ->
              Observation.met(
                  "%s takes writes in %s under epoch %d, timeline %d"
                      .formatted(
                          goal.resource(), goal.region(), seen.duty().epoch(), timeline(seen))));
    }
    return Observation.pending(
        Optional.ofNullable(seen.care().why())
            .orElse("is %s, in recovery".formatted(AgentStates.word(seen.duty().role()))));
  }

  private static long timeline(DatabaseState seen) {
    var sql = seen.server().sql();
    return sql == null ? 0 : sql.timeline();
  }

  private DatabaseState state(Goal.Promoted goal) throws IOException, InterruptedException {
    return AgentStates.database(
        clients.agent(goal.region()).freshState(goal.resource()), goal.resource());
  }

  @Override
  public void request(Goal.Promoted goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    var _ =
        clients
            .agent(goal.region())
            .within(PROMOTION)
            .assign(
                goal.resource(), AssignmentRequest.writer(attempt.epoch(), attempt.succession()));
  }
}
