package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.rds.RdsSite;
import java.util.List;

/// Looks at a database whose plan names an experiment that loses its zone: without a standby in
/// another one the drill is refused. No failover needs it, so that it is a warning.
///
/// @param home where the drill would lose the zone
record ZoneLook(AwsClients clients, String database, RdsSite home) {
  List<Finding> findings() throws InterruptedException {
    var look = new Look(database, home.awsRegion());
    var instance = InstanceLook.find(new Look(database, home.awsRegion()), clients, home);
    if (instance.isPresent() && !Boolean.TRUE.equals(instance.get().multiAZ())) {
      look.warn(
          "%s in %s is not Multi-AZ, and the plan names an experiment for zone-loss"
              .formatted(instance.get().dbInstanceIdentifier(), home.awsRegion()),
          "no zone would take over, so that the drill is refused",
          "aws rds modify-db-instance --db-instance-identifier %s --multi-az --apply-immediately"
                  .formatted(instance.get().dbInstanceIdentifier())
              + " --region "
              + home.awsRegion());
    }
    return look.findings();
  }
}
