package dev.lifeboat.aws.rds;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;

/// In which zone of a region the instance of a database runs, and whether another one would take
/// over. RDS tells of a change some time after users noticed it.
public record Zones(RdsInstances instances) {

  /// Where an instance runs.
  ///
  /// @param zone such as `us-east-1a`
  public record Placed(String instance, String zone) {}

  /// Where the one in `region` runs.
  ///
  /// @throws ProblemException LB7005 when there is none
  public Placed in(String region) throws ProblemException, InterruptedException {
    var instance = instances.required(region);
    return new Placed(instance.dbInstanceIdentifier(), String.valueOf(instance.availabilityZone()));
  }

  /// Refuses to lose the zone of an instance that has no standby in another one.
  ///
  /// @throws ProblemException LB2010, and LB7005 when there is no instance
  public void requireStandby(String region) throws ProblemException, InterruptedException {
    var instance = instances.required(region);
    if (Boolean.TRUE.equals(instance.multiAZ())) {
      return;
    }
    throw ProblemException.lasting(
        Code.LB2010,
        "%s in %s is in one zone alone, RDS says: it is not Multi-AZ"
            .formatted(instance.dbInstanceIdentifier(), instance.availabilityZone()),
        "no zone would take over, and it would stay down until RDS has it back; nothing was"
            + " broken",
        "aws rds modify-db-instance --db-instance-identifier %s --multi-az --apply-immediately"
                .formatted(instance.dbInstanceIdentifier())
            + " --region "
            + instances.site(region).awsRegion());
  }
}
