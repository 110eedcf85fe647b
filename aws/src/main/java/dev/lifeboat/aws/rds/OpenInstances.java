package dev.lifeboat.aws.rds;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// Instances of a database that take writes beside the writer's: a writer of before, say, whose
/// region was silent when a named person's word passed its fence. Only a plan that names the group
/// without rules says when one is closed.
public record OpenInstances(RdsInstances instances) {

  /// Those of the other regions than `writer`. One that does not answer shows nothing; that it is
  /// silent others tell.
  public List<Problem> beside(String writer) throws InterruptedException {
    var open = new ArrayList<Problem>();
    for (var region : instances.sites().byRegion().keySet()) {
      if (!region.equals(writer)) {
        fault(region).ifPresent(open::add);
      }
    }
    return open;
  }

  private Optional<Problem> fault(String region) throws InterruptedException {
    try {
      return instances.present(region).flatMap(it -> fault(it, instances.site(region)));
    } catch (ProblemException _) {
      return Optional.empty();
    }
  }

  /// What is wrong with `found` at `there`, where the writer is not; empty if it follows something
  /// or is closed.
  public static Optional<Problem> fault(DBInstance found, RdsSite there) {
    if (RdsStatus.source(found).isPresent()) {
      return Optional.empty();
    }
    return there
        .fenceGroup()
        .filter(group ->
            !found.vpcSecurityGroups().stream()
                .allMatch(it -> group.equals(it.vpcSecurityGroupId())))
        .map(group ->
            Problem.lasting(
                Code.LB2018,
                "%s in %s is open and follows nobody"
                    .formatted(found.dbInstanceIdentifier(), there.awsRegion()),
                "an old writer takes writes that no copy gets, until it is closed or set aside",
                ("aws rds modify-db-instance --db-instance-identifier %1$s --region %2$s"
                        + " --vpc-security-group-ids %3$s --apply-immediately; then, once that is"
                        + " in force, aws rds reboot-db-instance --db-instance-identifier %1$s"
                        + " --region %2$s")
                    .formatted(found.dbInstanceIdentifier(), there.awsRegion(), group)));
  }
}
