package dev.lifeboat.aws.route;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;

/// Sends all users to a region, or a share of them. All holds once two of three objects say so and
/// the zone's name servers answer so; how long users keep older answers is up to the record's TTL
/// and to them.
public record NameRoute(
    RouteObjects objects, NameAnswers names, PresentClaim claim, NameShare shares)
    implements ApiReconciler<Goal.Routed> {

  @Override
  public Readiness readiness(Goal.Routed goal) throws InterruptedException {
    return goal.share() == null ? readable(goal, objects.look()) : shares.preflight(goal);
  }

  @Override
  public Observation look(Goal.Routed goal) throws ProblemException, InterruptedException {
    var share = goal.share();
    if (share != null) {
      return shares.look(goal, share);
    }
    var standing = objects.look();
    if (!standing.sends(goal.region())) {
      return observed(standing, goal.region());
    }
    var answer = names.ask();
    if (answer.regions().isEmpty()) {
      return Observation.unreachable(
          "no name server of the zone answers: " + String.join("; ", answer.silent()));
    }
    return answer.leadsTo(goal.region())
        ? Observation.met("%s; %s".formatted(standing.words(), answer.words()))
        : Observation.pending(
            "%s, but the health checks have not followed: %s"
                .formatted(standing.words(), answer.words()));
  }

  @Override
  public void pursue(Goal.Routed goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var share = goal.share();
    if (share != null) {
      shares.pursue(goal, share, attempt);
      return;
    }
    claim.confirm(goal, attempt);
    objects.send(goal.region(), attempt.epoch());
  }

  static Observation observed(RouteObjects.Standing standing, String region) {
    if (standing.sends(region)) {
      return Observation.met(standing.words());
    }
    return standing.isUnknown()
        ? Observation.unreachable(standing.words())
        : Observation.pending(standing.words());
  }

  static Readiness readable(Goal goal, RouteObjects.Standing standing) {
    return standing.isUnknown()
        ? Readiness.notReady(
            Problem.passing(
                Code.LB2021,
                "%s: fewer than two of the three objects can be read: %s"
                    .formatted(goal.phrase(), standing.words()),
                "users could not be sent elsewhere; nothing was changed",
                standing.silent().values().iterator().next().problem().action()))
        : Readiness.ready();
  }
}
