package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.List;

/// Fences a bucket.
///
/// In order, by its policy: a fresh write is refused. At once, while its region may be silent, by
/// the end of the workload's lease, if a guarded database shares the workload: no call to the
/// region is made. The bucket itself may still take objects then. They are no part of what the
/// other one promotes, since that lists what it has, and [LateVersions] puts right what comes
/// later. A workload without a database has no lease that ends anything: there the policy alone
/// counts.
///
/// @param lease ends the right to write of a database, and with it of the whole workload
/// @param databases that the workload's guards keep by the lease; without one its end means nothing
public record BucketFence(
    Buckets buckets, PresentClaim claim, Reconciler<Goal.Fenced> lease, List<String> databases)
    implements ApiReconciler<Goal.Fenced> {

  public BucketFence {
    databases = List.copyOf(databases);
  }

  private BucketGate gate() {
    return new BucketGate(buckets);
  }

  /// What the lease is asked to end instead.
  private List<Goal.Fenced> guarded(Goal.Fenced goal) {
    return databases.stream()
        .map(database -> new Goal.Fenced(database, goal.region(), goal.stop()))
        .toList();
  }

  private boolean isByLease(Goal.Fenced goal) {
    return goal.stop() == Goal.Stop.IMMEDIATE && !databases.isEmpty();
  }

  /// While another region is the writer the lease alone holds a planned fence too: after a move the
  /// policy is taken back, so that this region can be failed over to, and to take a move back none
  /// is put here for the same reason.
  private boolean isHeldByLease(Goal.Fenced goal) throws ProblemException {
    return isByLease(goal)
        || (!databases.isEmpty()
            && claim.present().filter(it -> !it.writer().equals(goal.region())).isPresent());
  }

  @Override
  public Readiness readiness(Goal.Fenced goal) throws InterruptedException {
    if (isByLease(goal)) {
      for (var guarded : guarded(goal)) {
        if (lease.preflight(guarded) instanceof Readiness.NotReady told) {
          return told;
        }
      }
      return Readiness.ready();
    }
    try {
      var _ = gate().isClosed(goal.region());
      return Readiness.ready();
    } catch (ProblemException failed) {
      return Readiness.notReady(
          goal.stop() == Goal.Stop.IMMEDIATE ? unproven(goal, failed) : failed.problem());
    }
  }

  private static Problem unproven(Goal.Fenced goal, ProblemException silent) {
    return Problem.passing(
        Code.LB3001,
        "%s: its region is silent, and no guarded database of the workload has a lease that ends: %s"
            .formatted(goal.phrase(), silent.problem().happened()),
        "the old side could not be shown unable to write, so nobody is promoted",
        "wait until S3 answers there; or a named person may override the fence");
  }

  @Override
  public Observation look(Goal.Fenced goal) throws ProblemException, InterruptedException {
    return isHeldByLease(goal) ? ended(goal) : gate().refuses(goal.region());
  }

  private Observation ended(Goal.Fenced goal) throws InterruptedException {
    var seen = lease.observe(guarded(goal).getFirst());
    return seen instanceof Observation.Met(var proof)
        ? Observation.met(proof + "; what its bucket still takes is told apart as late")
        : seen;
  }

  @Override
  public void pursue(Goal.Fenced goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    if (isHeldByLease(goal)) {
      for (var guarded : guarded(goal)) {
        lease.pursue(guarded, attempt);
      }
      return;
    }
    try {
      var _ = claim.confirm(goal, attempt);
      gate().close(goal.region());
    } catch (ProblemException failed) {
      if (goal.stop() == Goal.Stop.IMMEDIATE && failed.problem().code() == Code.LB2002) {
        throw new ProblemException(unproven(goal, failed), failed);
      }
      throw failed;
    }
  }
}
