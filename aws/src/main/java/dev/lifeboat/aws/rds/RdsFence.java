package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;

/// Fences an instance by the API of its own region, while that answers: it is put in a security
/// group without a rule and in no other, which refuses new connections, and restarted, which ends
/// those of before. RDS refuses to stop an instance that a replica follows.
///
/// What shows it is RDS's and EC2's: the groups, their rules, and a restart after the closing by
/// RDS's own clock. The instance's tags say when it was closed. Who has a login also tries it: one
/// that gets in shows that it is not closed, whatever the two say.
public record RdsFence(
    ClosedInstances closed, Reachable reachable, LoginProbe entry, PresentClaim claim)
    implements ApiReconciler<Goal.Fenced> {

  @Override
  public Readiness readiness(Goal.Fenced goal) throws ProblemException, InterruptedException {
    var _ = closed.instances().required(goal.region());
    closed.requireNoWayIn(goal.region());
    return Readiness.ready();
  }

  @Override
  public Observation look(Goal.Fenced goal) throws ProblemException, InterruptedException {
    var seen = closed.look(goal.region());
    if (!seen.isClosed()) {
      return Observation.pending(seen.words() + holdup(seen));
    }
    closed.requireNoWayIn(goal.region());
    var restarted = closed.restarted(goal.region(), seen);
    return restarted.isPresent()
        ? tried(goal, "%s, restarted at %s".formatted(seen.words(), restarted.get()))
        : Observation.pending(seen.words() + ", and sessions of before may go on" + holdup(seen));
  }

  /// A backup, say, which each writer has every night.
  private static String holdup(ClosedLook seen) {
    boolean busy = RdsStatus.serves(seen.instance()) && !RdsStatus.isAvailable(seen.instance());
    return busy ? "; RDS restarts it only once it is available" : "";
  }

  private Observation tried(Goal.Fenced goal, String words)
      throws ProblemException, InterruptedException {
    var tried = reachable.in(goal.region()).flatMap(it -> entry.attempt(goal.resource(), it));
    if (tried.isEmpty()) {
      return Observation.met(words);
    }
    return tried.get().admitted()
        ? Observation.pending(words + ", and yet a login of Lifeboat's own gets in")
        : Observation.met(
            "%s; a login of Lifeboat's own is refused: %s".formatted(words, tried.get().how()));
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var region = goal.region();
    claim.confirmWriter(goal, attempt, region);
    closed.requireNoWayIn(region);
    try {
      advance(region);
    } catch (ProblemException failed) {
      throw closed.refusal(goal, region).of(failed);
    }
    var seen = observe(goal);
    if (!(seen instanceof Observation.Met)) {
      throw ProblemException.passing(
          Code.LB3001,
          "%s: %s".formatted(goal.phrase(), seen.text()),
          "until it is closed and was restarted, somebody may write there; nobody is promoted",
          "nothing, as a rule: it is looked at and asked again");
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
