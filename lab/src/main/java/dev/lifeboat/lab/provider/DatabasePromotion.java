package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.PromotionReadiness;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Promotes a database through its agent, which checks epoch and placement itself.
final class DatabasePromotion implements Reconciler<Goal.Promoted> {
  private static final Duration PROMOTION = Duration.ofSeconds(30);

  private final LabClients clients;
  private final PresentEpoch epoch;
  private final PromotionReadiness candidates;

  DatabasePromotion(LabClients clients, PresentEpoch epoch, PromotionReadiness candidates) {
    this.candidates = candidates;
    this.clients = clients;
    this.epoch = epoch;
  }

  @Override
  public Readiness preflight(Goal.Promoted goal) throws InterruptedException {
    try {
      var seen = look(goal);
      return seen.running() && seen.sql() != null && !seen.held()
          ? candidates.of(goal, Optional.ofNullable(seen.followed()))
          : notReady(goal, Optional.ofNullable(seen.why()).orElse("it does not run"));
    } catch (IOException silent) {
      return notReady(goal, CallProblems.why(silent));
    }
  }

  private static Readiness notReady(Goal.Promoted goal, String why) {
    return Readiness.notReady(
        Problem.passing(
            Code.LB2011,
            "%s cannot be promoted in %s: %s".formatted(goal.resource(), goal.region(), why),
            "the writer would not come up there; nothing was changed",
            "see 'lifeboat lab status'"));
  }

  @Override
  public Observation observe(Goal.Promoted goal) throws InterruptedException {
    try {
      var seen = look(goal);
      if (seen.role() == Role.WRITER && seen.writable().equals(Optional.of(true))) {
        return epoch
            .over(seen.epoch())
            .orElseGet(() ->
                Observation.met(
                    "%s takes writes in %s under epoch %d, timeline %d"
                        .formatted(goal.resource(), goal.region(), seen.epoch(), timeline(seen))));
      }
      return Observation.pending(
          Optional.ofNullable(seen.why())
              .orElse("is %s, in recovery".formatted(AgentStates.word(seen.role()))));
    } catch (IOException silent) {
      return Observation.unreachable(CallProblems.why(silent));
    }
  }

  private static long timeline(DatabaseState seen) {
    var sql = seen.sql();
    return sql == null ? 0 : sql.timeline();
  }

  private DatabaseState look(Goal.Promoted goal) throws IOException, InterruptedException {
    return AgentStates.database(
        clients.agent(goal.region()).freshState(goal.resource()), goal.resource());
  }

  @Override
  public void pursue(Goal.Promoted goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    try {
      var _ =
          clients
              .agent(goal.region())
              .within(PROMOTION)
              .assign(
                  goal.resource(), AssignmentRequest.writer(attempt.epoch(), attempt.succession()));
    } catch (IOException failed) {
      throw CallProblems.problem(goal.phrase(), failed);
    }
  }
}
