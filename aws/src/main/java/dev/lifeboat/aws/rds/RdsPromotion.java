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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.PromoteReadReplicaRequest;

/// Promotes the replica of a database. Done means that it serves users and has no source any more,
/// read back from the instance: RDS accepts the request long before either. A former writer looks
/// the same, so that [PromotionGate] tells whether it was this run that promoted it.
///
/// Replication that fails keeps nobody from it: that is what a replica tells whose source is lost.
/// What it costs the lag tells, and a planned move's [RdsReplication]. A replica whose replication
/// RDS gave up is no candidate: a named person accepts what it lacks, or nobody promotes it.
///
/// The promoted instance keeps automated backups for as many days as the plan says, or as the one
/// that made way for it did, one at least, since an instance without any can have no replica. Its
/// first backup may be under way when it takes over.
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
    if (!RdsStatus.isPromotable(present)) {
      return Readiness.notReady(
          Problem.passing(
              Code.LB2013,
              "%s cannot be asked for now: %s".formatted(goal.phrase(), RdsStatus.words(present)),
              "the writer would not come up there",
              "see the instance's events: aws rds describe-events --source-type db-instance"
                  + " --source-identifier %s --region %s"
                      .formatted(
                          present.dbInstanceIdentifier(),
                          instances.site(goal.region()).awsRegion())));
    }
    return RdsStatus.isReplicationTerminated(present)
        ? new Readiness.NoCandidate(givenUp(goal, present))
        : gate.readiness(goal, _ -> instances.follows(present, goal.region()));
  }

  private static Problem givenUp(Goal.Promoted goal, DBInstance present) {
    return Problem.passing(
        Code.LB3011,
        "%s: %s".formatted(goal.phrase(), RdsStatus.words(present)),
        "promoting it would lose all that was written since it last followed; nothing was changed",
        "make a new replica, or give the loss a name:"
            + " 'lifeboat failover --accept-loss REASON'");
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
    var promote = request.get().fill(PromoteReadReplicaRequest.builder());
    retention(goal.region(), present).ifPresent(promote::backupRetentionPeriod);
    try {
      instances.change(goal.region(), rds -> rds.promoteReadReplica(promote.build()));
    } catch (ProblemException failed) {
      throw new RdsRefusal(goal.phrase(), instances.site(goal.region()).awsRegion()).of(failed);
    }
  }

  /// How many days backups are kept: as the plan says, or as what made way for this one kept them
  /// where that was longer. Not to know the latter keeps nobody from a promotion.
  private Optional<Integer> retention(String region, DBInstance present)
      throws InterruptedException {
    return Stream.concat(
            instances.site(region).backupRetentionDays().stream(), formers(region, present))
        .max(Comparator.naturalOrder())
        .filter(it -> it > 0);
  }

  private Stream<Integer> formers(String region, DBInstance present) throws InterruptedException {
    try {
      return instances.madeWayFor(region, present).map(DBInstance::backupRetentionPeriod).stream();
    } catch (ProblemException _) {
      return Stream.empty();
    }
  }
}
