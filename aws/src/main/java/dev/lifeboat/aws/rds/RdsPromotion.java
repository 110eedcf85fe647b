package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.api.ApiGoal;
import dev.lifeboat.aws.api.Condition;
import dev.lifeboat.aws.claim.PromotionGate;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.rds.model.PromoteReadReplicaRequest;

/// Promotes the replica of a database. Done means that it serves users and has no source any more,
/// read back from the instance: RDS accepts the request long before either. A former writer looks
/// the same, so that [PromotionGate] tells whether it was this run that promoted it.
///
/// Replication that fails keeps nobody from it: that is what a replica tells whose source is lost.
/// What it costs the lag tells, and a planned move's [RdsReplication].
///
/// The promoted instance keeps automated backups for as many days as the plan says, one at least,
/// since an instance without any can have no replica. Its first backup may be under way when it
/// takes over.
public record RdsPromotion(RdsInstances instances, PromotionGate gate)
    implements ApiReconciler<Goal.Promoted> {
  private static final String SOURCE = "ReadReplicaSourceDBInstanceIdentifier";
  private static final Condition SERVES =
      Condition.any(
          RdsStatus.SERVING.stream()
              .<Condition>map(it -> new Condition.Is("DbInstanceStatus", it))
              .toList());
  private static final Condition FOLLOWS_NOBODY = new Condition.Present(SOURCE).not();

  /// The promotion of the replica at `site`.
  public static ApiGoal form(RdsSite site) {
    return new ApiGoal(
        RdsInstances.look(site),
        "DbInstances[0]",
        Condition.all(SERVES, FOLLOWS_NOBODY),
        // Without a source it is promoted, or becomes available by itself.
        List.of(
            new ApiGoal.Request(
                new Condition.Present(SOURCE),
                new ApiCall("rds", "promoteReadReplica", parameters(site)))));
  }

  private static Map<String, Object> parameters(RdsSite site) {
    var parameters = new TreeMap<String, Object>();
    parameters.put("DbInstanceIdentifier", site.instance());
    site.backupRetentionDays().ifPresent(it -> parameters.put("BackupRetentionPeriod", it));
    return parameters;
  }

  @Override
  public Readiness readiness(Goal.Promoted goal) throws ProblemException, InterruptedException {
    var present = instances.required(goal.region());
    return RdsStatus.isAvailable(present) && !RdsStatus.isReplicationTerminated(present)
        ? gate.readiness(goal, _ -> instances.follows(present, goal.region()))
        : Readiness.notReady(
            Problem.passing(
                Code.LB2013,
                "%s cannot be asked for now: %s".formatted(goal.phrase(), RdsStatus.words(present)),
                "the writer would not come up there, or without its last writes",
                "see the instance's events: aws rds describe-events --source-type db-instance"
                    + " --source-identifier %s --region %s"
                        .formatted(
                            present.dbInstanceIdentifier(),
                            instances.site(goal.region()).awsRegion())));
  }

  @Override
  public Observation look(Goal.Promoted goal) throws ProblemException, InterruptedException {
    var present = instances.present(goal.region());
    if (present.isEmpty()) {
      return Observation.pending(instances.missing(goal.region()).happened());
    }
    var words = RdsStatus.words(present.get());
    if (!form(instances.site(goal.region())).met().test(present.get())) {
      return Observation.pending(words);
    }
    return gate.isWriter(goal)
        ? Observation.met(words + ", and has no source")
        : Observation.pending(words + ", follows nobody, and was not promoted by this run");
  }

  @Override
  public void pursue(Goal.Promoted goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    var present = instances.required(goal.region());
    gate.pass(goal, attempt, _ -> instances.isOfTheWriter(present, goal.region()));
    var request = form(instances.site(goal.region())).request(present);
    if (request.isEmpty()) {
      return;
    }
    try {
      instances.call(
          goal.region(),
          rds ->
              rds.promoteReadReplica(
                  request.get().fill(PromoteReadReplicaRequest.builder()).build()));
    } catch (ProblemException failed) {
      throw new RdsRefusal(goal.phrase(), instances.site(goal.region()).awsRegion()).of(failed);
    }
  }
}
