package dev.lifeboat.aws.rds;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/// As EC2 has them.
public record Ec2SecurityGroups(AwsClients clients) implements SecurityGroups {
  private static final Set<String> ABSENT =
      Set.of("InvalidGroup.NotFound", "InvalidGroupId.Malformed");

  @Override
  public void requireNoWayIn(String awsRegion, String group)
      throws ProblemException, InterruptedException {
    var found =
        clients
            .at(AwsApi.ec2(), awsRegion, "who gets in is not known; nothing was changed")
            .find(
                ec2 -> ec2.describeSecurityGroups(it -> it.groupIds(group)).securityGroups(),
                Ec2SecurityGroups::isAbsent);
    if (found.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB7005,
          "%s has no security group %s".formatted(awsRegion, group),
          "an instance could not be put in it; nothing was changed",
          "make it in the instance's network, and name it as fenceGroup: aws ec2"
              + " create-security-group --region %s".formatted(awsRegion)
              + " --group-name lifeboat-fence --description 'nobody gets in' --vpc-id …"
              + " --query GroupId --output text");
    }
    if (found.get().stream().anyMatch(it -> !it.ipPermissions().isEmpty())) {
      throw ProblemException.lasting(
          Code.LB2014,
          "security group %s in %s lets somebody in".formatted(group, awsRegion),
          "an instance that is put in it could still be written to; nothing was changed",
          "remove its inbound rules, or name another one as fenceGroup");
    }
  }

  /// Of a name that was never handed out EC2 says that it is none.
  private static boolean isAbsent(Throwable thrown) {
    return thrown instanceof Ec2Exception answer
        && answer.awsErrorDetails() != null
        && ABSENT.contains(answer.awsErrorDetails().errorCode());
  }
}
