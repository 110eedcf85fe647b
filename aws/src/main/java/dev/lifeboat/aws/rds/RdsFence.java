package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;

/// Fences an instance by the API of its own region, while that answers: it is put in a security
/// group without a rule and in no other, which refuses new connections, and restarted, which ends
/// those of before. RDS refuses to stop an instance that a replica follows.
///
/// What shows it is all RDS's and EC2's: the groups, their rules, and a restart after the closing
/// by RDS's own clock. The instance's tags say when it was closed.
public final class RdsFence implements Reconciler<Goal.Fenced> {
  private final ClosedInstances closed;
  private final PresentClaim claim;

  public RdsFence(ClosedInstances closed, PresentClaim claim) {
    this.closed = closed;
    this.claim = claim;
  }

  @Override
  public Readiness preflight(Goal.Fenced goal) throws InterruptedException {
    try {
      closed.requirePresent(goal.region());
      closed.requireNoWayIn(goal.region());
      return Readiness.ready();
    } catch (ProblemException failed) {
      return Readiness.notReady(failed.problem());
    }
  }

  @Override
  public Observation observe(Goal.Fenced goal) throws InterruptedException {
    try {
      var seen = closed.look(goal.region());
      if (!seen.isClosed()) {
        return Observation.pending(seen.words());
      }
      closed.requireNoWayIn(goal.region());
      return closed
          .restarted(goal.region(), seen)
          .map(at -> Observation.met("%s, restarted at %s".formatted(seen.words(), at)))
          .orElseGet(
              () -> Observation.pending(seen.words() + ", and sessions of before may go on"));
    } catch (ProblemException failed) {
      return Observation.unreachable(failed.problem().happened());
    }
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var region = goal.region();
    var placed = claim.confirm(goal, attempt);
    if (!placed.writer().equals(region)) {
      throw PresentClaim.writerElsewhere(goal, placed).asException();
    }
    closed.requireNoWayIn(region);
    try {
      advance(region);
    } catch (ProblemException failed) {
      throw closed.refusal(goal, region).of(failed);
    }
    var seen = observe(goal);
    if (!(seen instanceof Observation.Met)) {
      throw Problem.passing(
              Code.LB3001,
              "%s: %s".formatted(goal.phrase(), seen.text()),
              "until it is closed and was restarted, somebody may write there; nobody is promoted",
              "nothing, as a rule: it is looked at and asked again")
          .asException();
    }
  }

  /// The next of what has to happen one after the other.
  private void advance(String region) throws ProblemException, InterruptedException {
    var seen = closed.look(region);
    if (!seen.isAsked()) {
      closed.close(region, seen);
    } else if (seen.isClosed() && closed.restarted(region, seen).isEmpty()) {
      closed.restart(region, seen);
    }
  }
}
