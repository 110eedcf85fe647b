package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.claim.PresentClaim;
import dev.lifeboat.aws.guard.ReportedPositions;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;

/// Makes a replica of a database in another region. What is there and follows something else, or
/// nothing, such as a writer of before, makes way first: RDS cannot turn it into one. It is given
/// another name, so that the replica has the one whose endpoint the services know. The replica is
/// given whatever that instance was ([Likeness]), and is whole once its parameters are in force.
///
/// That a replica holds everything ([Goal.Level#COMPLETE]) RDS does not say; both regions' guards
/// do.
public record RdsReplication(
    RdsInstances instances, PresentClaim claim, ReportedPositions positions, ReplicaLags lags)
    implements ApiReconciler<Goal.Replicating> {
  private static final String MADE_FOR = "lifeboat:run";

  @Override
  public Readiness readiness(Goal.Replicating goal) throws ProblemException, InterruptedException {
    if (goal.level() == Goal.Level.COMPLETE) {
      return completes(goal);
    }
    var source = instances.required(goal.source());
    if (!RdsStatus.isAvailable(source)) {
      return Readiness.notReady(
          Problem.passing(
              Code.LB2013,
              "%s cannot be asked for now: %s".formatted(goal.phrase(), RdsStatus.words(source)),
              "a replica is made of an instance that is available",
              "wait until it is"));
    }
    // A replica that is promoted keeps them from then on.
    if (RdsStatus.source(source).isEmpty() && RdsStatus.keepsNoBackups(source)) {
      return Readiness.notReady(
          Problem.lasting(
              Code.LB2013,
              "%s: %s keeps no automated backups"
                  .formatted(goal.phrase(), source.dbInstanceIdentifier()),
              "RDS makes no replica of such an instance; nothing was changed",
              "aws rds modify-db-instance --db-instance-identifier %s --backup-retention-period 1 --region %s --apply-immediately"
                  .formatted(
                      source.dbInstanceIdentifier(), instances.site(goal.source()).awsRegion())));
    }
    if (RdsStatus.hasManagedPassword(source)) {
      return Readiness.notReady(
          Problem.lasting(
              Code.LB2008,
              "%s: Secrets Manager keeps the master password of %s"
                  .formatted(goal.phrase(), source.dbInstanceIdentifier()),
              "RDS makes no replica of such an instance; nothing was changed",
              RdsStatus.unmanage(source, instances.site(goal.source()))));
    }
    var present = instances.present(goal.region());
    if (present.isPresent() && !follows(present.get(), source)) {
      var _ = securityGroups(goal.region(), new Likeness(present.get(), true));
    }
    return new ReplicaKey(goal.region(), instances.site(goal.region()))
        .fault(source)
        .map(Readiness::notReady)
        .orElseGet(Readiness::ready);
  }

  /// Nothing is fenced for a replica that would never hold everything.
  private Readiness completes(Goal.Replicating goal) throws ProblemException, InterruptedException {
    var fault = instances.present(goal.region()).flatMap(RdsStatus::replicationFault);
    return fault.isPresent()
        ? Readiness.notReady(
            Problem.passing(
                Code.LB2013,
                "%s: %s".formatted(goal.phrase(), fault.get()),
                "it would not get there; nothing was changed",
                "mend the replication, or use a failover, which tells what it loses"))
        : positions.readiness(goal);
  }

  @Override
  public Observation look(Goal.Replicating goal) throws ProblemException, InterruptedException {
    if (goal.level() == Goal.Level.COMPLETE) {
      return positions.look(goal);
    }
    var replica = instances.present(goal.region());
    if (replica.isEmpty()) {
      return Observation.pending(instances.missing(goal.region()).happened());
    }
    var words = RdsStatus.words(replica.get());
    if (!follows(replica.get(), instances.required(goal.source()))) {
      return Observation.pending(words + ", and does not follow the writer");
    }
    if (!RdsStatus.isAvailable(replica.get()) || !RdsStatus.isReplicating(replica.get())) {
      return Observation.pending(words);
    }
    var fault = settings(goal.region(), replica.get()).fault(replica.get());
    return fault.isPresent()
        ? Observation.pending(words + "; " + fault.get())
        : Observation.met(
            "%s, replicating; %s".formatted(words, lags.of(instances.site(goal.region())).words()));
  }

  /// Of a replica that people made nothing is wanted.
  private ReplicaSettings settings(String region, DBInstance replica)
      throws ProblemException, InterruptedException {
    if (RdsStatus.tag(replica, MADE_FOR).isEmpty()) {
      return new ReplicaSettings(Optional.empty(), Optional.empty());
    }
    var former = instances.madeWayFor(region, replica);
    return new ReplicaSettings(
        instances
            .site(region)
            .parameterGroup()
            .or(() -> former.flatMap(it -> new Likeness(it, true).parameterGroup())),
        former);
  }

  private static boolean follows(DBInstance replica, DBInstance source) {
    return RdsStatus.source(replica).equals(Optional.ofNullable(source.dbInstanceArn()));
  }

  @Override
  public void pursue(Goal.Replicating goal, Attempt attempt)
      throws InterruptedException, ProblemException {
    if (goal.level() == Goal.Level.COMPLETE) {
      return;
    }
    var source = instances.required(goal.source());
    var present = instances.present(goal.region());
    try {
      if (present.isPresent() && follows(present.get(), source)) {
        settle(goal, attempt, present.get());
        return;
      }
      if (present.isPresent()) {
        var _ = securityGroups(goal.region(), new Likeness(present.get(), true));
        setAside(goal, attempt, present.get());
      }
      claim.confirmWriter(goal, attempt, goal.source());
      instances.create(goal.region(), request(goal, attempt, source));
    } catch (ProblemException failed) {
      throw new RdsRefusal(goal.phrase(), instances.site(goal.region()).awsRegion()).of(failed);
    }
  }

  /// Gives a replica what it could not be given while it was made, step by step.
  ///
  /// @throws ProblemException LB2005 where another step follows; the request is then repeated
  private void settle(Goal.Replicating goal, Attempt attempt, DBInstance replica)
      throws ProblemException, InterruptedException {
    if (!RdsStatus.isAvailable(replica)) {
      return; // RDS refuses a change beside another one.
    }
    var settings = settings(goal.region(), replica);
    var request = settings.request(replica);
    if (request.isPresent()) {
      claim.confirmWriter(goal, attempt, goal.source());
      instances.change(goal.region(), rds -> rds.modifyDBInstance(request.get()));
      throw ProblemException.passing(
          Code.LB2005,
          "%s: %s is given its parameter group and windows"
              .formatted(goal.phrase(), replica.dbInstanceIdentifier()),
          "it is whole once its parameters are in force",
          "nothing, as a rule: it is looked at and asked again");
    } else if (settings.areWaiting(replica)) {
      claim.confirmWriter(goal, attempt, goal.source());
      instances.call(
          goal.region(),
          rds ->
              rds.rebootDBInstance(it -> it.dbInstanceIdentifier(replica.dbInstanceIdentifier())));
    }
  }

  /// Gives the instance another name, which takes RDS some minutes. Nothing is set aside in the
  /// region of the writer, and nothing follows another one.
  ///
  /// @throws ProblemException LB2005 while it still has its name; the request is then repeated
  private void setAside(Goal.Replicating goal, Attempt attempt, DBInstance former)
      throws ProblemException, InterruptedException {
    var site = instances.site(goal.region());
    if (RdsStatus.isAvailable(former)) {
      claim.confirmWriter(goal, attempt, goal.source());
      instances.change(
          goal.region(),
          rds ->
              rds.modifyDBInstance(it ->
                  it.dbInstanceIdentifier(site.instance())
                      .newDBInstanceIdentifier(site.setAside(attempt.epoch()))
                      .applyImmediately(true)));
    }
    var present = instances.present(goal.region());
    if (present.isPresent()) {
      throw ProblemException.passing(
          Code.LB2005,
          "%s: %s, and makes way as '%s'"
              .formatted(
                  goal.phrase(), RdsStatus.words(present.get()), site.setAside(attempt.epoch())),
          "the replica is made once the name is free",
          "nothing, as a rule: it is looked at and asked again");
    }
  }

  private CreateDbInstanceReadReplicaRequest request(
      Goal.Replicating goal, Attempt attempt, DBInstance source)
      throws ProblemException, InterruptedException {
    var site = instances.site(goal.region());
    var former = instances.newestSetAside(goal.region(), attempt.epoch());
    var likeness =
        former.map(it -> new Likeness(it, true)).orElseGet(() -> new Likeness(source, false));
    var request =
        CreateDbInstanceReadReplicaRequest.builder()
            .dbInstanceIdentifier(site.instance())
            .sourceDBInstanceIdentifier(source.dbInstanceArn())
            .sourceRegion(instances.site(goal.source()).awsRegion())
            .copyTagsToSnapshot(true)
            .tags(tags(likeness, attempt, former));
    likeness.give(request, source, site.kmsKey());
    site.subnetGroup().ifPresent(request::dbSubnetGroupName);
    site.kmsKey().ifPresent(request::kmsKeyId);
    var groups = securityGroups(goal.region(), likeness);
    if (!groups.isEmpty()) {
      request.vpcSecurityGroupIds(groups);
    }
    return request.build();
  }

  /// Those of the plan, or else of the instance that makes way. None are asked for where there was
  /// no such instance: RDS takes the network's default then.
  ///
  /// @throws ProblemException LB2008 where that instance is closed and nothing tells its own
  private List<String> securityGroups(String region, Likeness likeness) throws ProblemException {
    var site = instances.site(region);
    if (!site.securityGroups().isEmpty()) {
      return site.securityGroups();
    }
    var groups = likeness.securityGroups(site.fenceGroup());
    boolean made = likeness.sameRegion() && !likeness.of().vpcSecurityGroups().isEmpty();
    if (groups.isEmpty() && made) {
      throw ClosedInstances.untold(region, likeness.of());
    }
    return groups;
  }

  private static List<Tag> tags(Likeness likeness, Attempt attempt, Optional<DBInstance> former) {
    var tags = new ArrayList<>(likeness.tags().toList());
    tags.add(Tag.builder().key(MADE_FOR).value(attempt.run().toString()).build());
    former
        .map(it ->
            Tag.builder()
                .key(RdsInstances.MADE_INSTEAD_OF)
                .value(it.dbInstanceIdentifier())
                .build())
        .ifPresent(tags::add);
    return tags;
  }
}
