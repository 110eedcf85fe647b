package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.claim.PromotionGate;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;

/// Makes a region's half of a bucket the writer: writes down which versions it has, so that what
/// comes later from the old side is known for it. A policy that refuses writes, where a planned
/// move left one, is taken back first.
public record BucketPromotion(Buckets buckets, PromotionGate candidates)
    implements ApiReconciler<Goal.Promoted> {

  @Override
  public Readiness readiness(Goal.Promoted goal) throws ProblemException, InterruptedException {
    var fault = buckets.fault(goal.region());
    return fault.isPresent()
        ? Readiness.notReady(fault.get())
        : candidates.readiness(goal, epoch -> PromotionMark.holds(buckets, goal.region(), epoch));
  }

  @Override
  public Observation look(Goal.Promoted goal) throws ProblemException, InterruptedException {
    var placed = candidates.claim().present();
    if (placed.filter(it -> it.writer().equals(goal.region())).isEmpty()) {
      return Observation.pending("the placement does not name %s".formatted(goal.region()));
    }
    long epoch = placed.get().epoch();
    var mark = PromotionMark.read(buckets, goal.region(), epoch);
    if (mark.isEmpty() && epoch > PromotionMark.FIRST) {
      return Observation.pending("what it had is not written down for epoch " + epoch);
    }
    return new BucketGate(buckets).takes(goal.region());
  }

  @Override
  public void pursue(Goal.Promoted goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    candidates.pass(goal, attempt, epoch -> PromotionMark.holds(buckets, goal.region(), epoch));
    new BucketGate(buckets).open(goal.region());
    if (PromotionMark.read(buckets, goal.region(), attempt.epoch()).isEmpty()) {
      write(goal, attempt);
    }
  }

  /// A policy that was just taken back is obeyed a while longer.
  private void write(Goal.Promoted goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    try {
      PromotionMark.write(buckets, goal.region(), attempt.epoch());
    } catch (ProblemException failed) {
      if (!BucketGate.isRefusedByPolicy(failed)) {
        throw failed;
      }
      throw Problem.passing(
              Code.LB2005,
              "%s: %s still refuses writes by the policy that was taken back"
                  .formatted(goal.phrase(), buckets.bucket(goal.region())),
              "it becomes the writer once S3 takes writes there",
              "nothing, as a rule: it is looked at and asked again")
          .asException(failed);
    }
  }
}
