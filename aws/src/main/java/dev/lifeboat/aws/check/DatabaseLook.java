package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.rds.OpenInstances;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.RdsStatus;
import dev.lifeboat.aws.rds.ReplicaLags;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBParameterGroup;
import software.amazon.awssdk.services.rds.model.DBParameterGroupStatus;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;

/// Looks at a database: whether the instance in the region that would take over is a replica of the
/// writer that can stand in for it. That it is there at all, its promotion's preflight tells.
///
/// @param here where the writer is
/// @param there where it would be promoted
record DatabaseLook(ReplicaLags lags, Duration rpo, RdsSite here, RdsSite there) {
  private static final String OF_RDS = "default.";
  private static final String STACK = "aws:cloudformation:stack-name";

  void look(Look look) throws InterruptedException {
    var replica = InstanceLook.find(look.unheard(), there);
    if (replica.isEmpty()) {
      return; // The preflight says so.
    }
    // A region that is lost cannot be compared with, and that is no reason not to leave it.
    var writer = InstanceLook.find(look.in(here.awsRegion()).unheard(), here);
    if (RdsStatus.source(replica.get()).isEmpty()) {
      noReplica(look, replica.get());
      return;
    }
    look.lag(
        lags.of(there),
        "the replica %s in %s".formatted(there.instance(), there.awsRegion()),
        rpo,
        "see what keeps it behind: aws rds describe-db-instances --db-instance-identifier %s"
                .formatted(there.instance())
            + " --region %s --query 'DBInstances[0].StatusInfos'".formatted(there.awsRegion()),
        "wait some minutes where the replica is new; else see that it replicates, and that"
            + " Lifeboat may call cloudwatch:GetMetricData there");
    if (writer.isPresent()) {
      compare(look, writer.get(), replica.get());
      KeyLook.insights(look.in(here.awsRegion()), writer.get(), here);
    }
    if (writer.filter(RdsStatus::isAvailable).isPresent()) {
      replication(look, replica.get());
    }
    KeyLook.look(look, replica.get());
    parameters(look, replica.get());
  }

  /// Of a writer that serves: the replica of one that is lost tells a fault too.
  private void replication(Look look, DBInstance replica) {
    RdsStatus.replicationFault(replica)
        .ifPresent(fault ->
            look.obstacle(
                Code.LB7009,
                "%s: %s".formatted(named(replica), fault),
                "a failover now would lose what was written since, and no planned move could begin",
                "mend the replication, or make the replica anew"));
  }

  private String named(DBInstance instance) {
    return "%s in %s".formatted(instance.dbInstanceIdentifier(), there.awsRegion());
  }

  private void noReplica(Look look, DBInstance found) {
    look.obstacle(
        Code.LB7009,
        named(found) + " is no replica of anything",
        "a failover would take it for the promoted writer, with whatever it holds",
        "make a replica of %s in %s under that name, or name the one that is in the plan"
            .formatted(here.instance(), there.awsRegion()));
    OpenInstances.fault(found, there).ifPresent(look::warn);
  }

  void compare(Look look, DBInstance writer, DBInstance replica) {
    if (RdsStatus.source(writer).isEmpty()
        && !RdsStatus.source(replica).equals(Optional.of(writer.dbInstanceArn()))) {
      look.obstacle(
          Code.LB7009,
          "%s is a replica of %s, and the writer is %s"
              .formatted(
                  named(replica), RdsStatus.source(replica).orElseThrow(), writer.dbInstanceArn()),
          "a failover would promote what does not have this database's writes",
          "name the writer's replica in the plan, or make one");
      return;
    }
    versions(look, writer, replica);
    if (!writer.dbInstanceClass().equals(replica.dbInstanceClass())) {
      look.warn(
          "%s is a %s, the writer a %s"
              .formatted(named(replica), replica.dbInstanceClass(), writer.dbInstanceClass()),
          "after a failover it has to bear the writer's load and take its connections",
          "change its class beforehand, or see that its load and max_connections are enough");
    }
    if (Boolean.TRUE.equals(writer.multiAZ()) && !Boolean.TRUE.equals(replica.multiAZ())) {
      look.warn(
          named(replica) + " is in one zone alone, the writer is Multi-AZ",
          "after a failover the loss of one zone would take it down",
          "switch Multi-AZ on for the replica, or after a failover");
    }
    upgrades(look, writer, replica);
    likeness(look, writer, replica);
    defaults(look, writer, replica);
    passwords(look, writer, here);
    passwords(look, replica, there);
    stack(look, writer, here);
    stack(look, replica, there);
  }

  /// What a stack made, its template describes as it was before a move.
  private void stack(Look look, DBInstance instance, RdsSite site) {
    RdsStatus.tag(instance, STACK)
        .ifPresent(stack ->
            look.warn(
                "%s in %s belongs to the stack '%s' of CloudFormation"
                    .formatted(instance.dbInstanceIdentifier(), site.awsRegion(), stack),
                "after a move an edit of its template can promote a replica or end its replication",
                "see which lines must stay: lifeboat iac PLAN --format cloudformation"));
  }

  /// Of either: that here is copied on the way back, that there on the way home.
  private void passwords(Look look, DBInstance instance, RdsSite site) {
    if (RdsStatus.hasManagedPassword(instance)) {
      look.warn(
          "Secrets Manager keeps the master password of %s in %s"
              .formatted(instance.dbInstanceIdentifier(), site.awsRegion()),
          "RDS makes no replica of such an instance, so that there is no way home from it",
          RdsStatus.unmanage(instance, site));
    }
  }

  private void likeness(Look look, DBInstance writer, DBInstance replica) {
    var lacked = RdsStatus.lackedOf(writer, replica);
    if (!lacked.isEmpty()) {
      look.warn(
          "%s lacks what the writer has: %s".formatted(named(replica), String.join(", ", lacked)),
          "after a failover the writer is without it",
          "give it to the replica: aws rds modify-db-instance --db-instance-identifier %s --region %s"
              .formatted(replica.dbInstanceIdentifier(), there.awsRegion()));
    }
    int kept = there.backupRetentionDays().orElse(RdsSite.DEFAULT_RETENTION_DAYS);
    var days = writer.backupRetentionPeriod();
    if (days != null && days > kept) {
      look.warn(
          "%s would keep its backups for %s once it is the writer, which keeps them for %s"
              .formatted(
                  named(replica), kept == 1 ? "one day" : kept + " days", Count.of(days, "day")),
          "after a failover and on the way home less of the past can be restored",
          "write 'backupRetentionDays: %d' for the database in the plan".formatted(days));
    }
  }

  /// Groups are each region's own, so that their names say no more.
  private void defaults(Look look, DBInstance writer, DBInstance replica) {
    var own = group(writer).filter(it -> !it.startsWith(OF_RDS));
    var its = group(replica).filter(it -> it.startsWith(OF_RDS));
    if (there.parameterGroup().isEmpty() && own.isPresent() && its.isPresent()) {
      look.warn(
          "%s runs with %s, the writer with its own group %s"
              .formatted(named(replica), its.get(), own.get()),
          "after a failover the writer has RDS's settings, of max_connections among others",
          "make a group with the writer's values in %s and write it as 'parameterGroup' of the plan"
              .formatted(there.awsRegion()));
    }
  }

  private static Optional<String> group(DBInstance instance) {
    return instance.dbParameterGroups().stream()
        .map(DBParameterGroupStatus::dbParameterGroupName)
        .findFirst();
  }

  private void upgrades(Look look, DBInstance writer, DBInstance replica) {
    if (Boolean.TRUE.equals(writer.autoMinorVersionUpgrade())
        && Boolean.FALSE.equals(replica.autoMinorVersionUpgrade())) {
      look.warn(
          "the writer's minor version is upgraded by RDS, and that of %s is not"
              .formatted(named(replica)),
          "a writer that is newer than its replica may end the replication to it",
          "set --auto-minor-version-upgrade for both, or for neither");
    }
  }

  private void versions(Look look, DBInstance writer, DBInstance replica) {
    var of = EngineVersion.of(writer.engine(), writer.engineVersion());
    var is = EngineVersion.of(replica.engine(), replica.engineVersion());
    var both =
        "%s runs %s %s, the writer %s %s"
            .formatted(
                named(replica),
                replica.engine(),
                replica.engineVersion(),
                writer.engine(),
                writer.engineVersion());
    if (!writer.engine().equals(replica.engine()) || !of.major().equals(is.major())) {
      look.obstacle(
          Code.LB7009,
          both,
          "services would meet another major version after a failover, and no replica could be made"
              + " on the way home",
          "upgrade the older one to the same major version");
    } else if (is.isBefore(of)) {
      look.warn(
          both,
          "after a failover the writer is older than what its services were tried with",
          "upgrade the replica; RDS wants replicas upgraded before their writer");
    } else if (of.isBefore(is)) {
      look.warn(
          both,
          "after a failover services meet a version that they were not tried with, and keep it on"
              + " the way home",
          "upgrade the writer too");
    }
  }

  private void parameters(Look look, DBInstance replica) throws InterruptedException {
    if (there.parameterGroup().isEmpty()) {
      return;
    }
    var name = there.parameterGroup().get();
    var group =
        look.ask(
            AwsApi.rds(),
            "whether the parameter group is there",
            rds ->
                rds.describeDBParameterGroups(it -> it.dbParameterGroupName(name))
                    .dbParameterGroups()
                    .getFirst(),
            DbParameterGroupNotFoundException.class::isInstance,
            look.missing(
                Weight.WARNING,
                "%s has no parameter group '%s'".formatted(there.awsRegion(), name),
                "no replica could be made there on the way home",
                "create it there, or correct its name in the plan"));
    if (group.isPresent()) {
      fits(look, replica, group.get());
    }
  }

  private void fits(Look look, DBInstance replica, DBParameterGroup group) {
    var name = group.dbParameterGroupName();
    var version = EngineVersion.of(replica.engine(), replica.engineVersion());
    if (!group.dbParameterGroupFamily().equals(replica.engine() + version.major())) {
      look.warn(
          "parameter group %s in %s is for %s, the replica runs %s %s"
              .formatted(
                  name,
                  there.awsRegion(),
                  group.dbParameterGroupFamily(),
                  replica.engine(),
                  replica.engineVersion()),
          "no replica could be made with it on the way home",
          "create one of the family %s%s and name it in the plan"
              .formatted(replica.engine(), version.major()));
    } else if (replica.dbParameterGroups().stream()
        .noneMatch(it -> it.dbParameterGroupName().equals(name))) {
      look.warn(
          "%s does not run with the plan's parameter group %s".formatted(named(replica), name),
          "after a failover the writer has other settings than the plan says",
          "aws rds modify-db-instance --db-instance-identifier %s --db-parameter-group-name %s --region %s"
              .formatted(replica.dbInstanceIdentifier(), name, there.awsRegion()));
    }
  }
}
