package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.provider.Concern.Weight;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;

/// Looks for the instance of a database.
final class InstanceLook {
  private InstanceLook() {}

  /// The instance at `site`; empty where there is none or nobody can tell, which is told.
  static Optional<DBInstance> find(Look look, RdsSite site) throws InterruptedException {
    return look.ask(
            AwsApi.rds(),
            "how the instance stands",
            rds ->
                rds.describeDBInstances(it -> it.dbInstanceIdentifier(site.instance()))
                    .dbInstances(),
            DbInstanceNotFoundException.class::isInstance,
            look.missing(Weight.OBSTACLE, "there is no " + site.instance(), "-", "-"))
        .flatMap(it -> it.stream().findFirst());
  }
}
