package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;

/// As EC2 has them.
public record Ec2SecurityGroups(AwsClients clients) implements SecurityGroups {
  @Override
  public void requireNoWayIn(String awsRegion, String group)
      throws ProblemException, InterruptedException {
    var found =
        clients
            .at(AwsApi.ec2(), awsRegion, "who gets in is not known; nothing was changed")
            .make(ec2 -> ec2.describeSecurityGroups(it -> it.groupIds(group)))
            .securityGroups();
    if (found.stream().anyMatch(it -> !it.ipPermissions().isEmpty())) {
      throw ProblemException.lasting(
          Code.LB2014,
          "security group %s in %s lets somebody in".formatted(group, awsRegion),
          "an instance that is put in it could still be written to; nothing was changed",
          "remove its inbound rules, or name another one as fenceGroup");
    }
  }
}
