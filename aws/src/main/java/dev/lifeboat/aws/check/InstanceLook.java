package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.provider.Concern.Weight;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;

/// Looks for the instance of a database.
final class InstanceLook {
  private InstanceLook() {}

  /// The instance at `site`; empty where there is none or nobody can tell, which is told.
  static Optional<DBInstance> find(Look look, AwsClients clients, RdsSite site)
      throws InterruptedException {
    return look.<RdsClient, Optional<DBInstance>>ask(
            "RDS",
            "how the instance stands",
            clients.rds(site.awsRegion()),
            rds ->
                rds
                    .describeDBInstances(it -> it.dbInstanceIdentifier(site.instance()))
                    .dbInstances()
                    .stream()
                    .findFirst(),
            DbInstanceNotFoundException.class::isInstance,
            look.missing(Weight.OBSTACLE, "there is no " + site.instance(), "-", "-"))
        .flatMap(it -> it);
  }
}
