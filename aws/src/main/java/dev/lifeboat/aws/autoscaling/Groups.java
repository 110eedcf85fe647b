package dev.lifeboat.aws.autoscaling;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.api.Condition;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;

/// Finds the Auto Scaling group of a service in a region. Thread-safe.
///
/// @param sites of each region of the plan that may run it
public record Groups(AwsClients clients, RegionSites<GroupSite> sites) {

  /// A group has a status only while it is being deleted.
  static final Condition PRESENT =
      Condition.all(
          new Condition.Present("AutoScalingGroupName"), new Condition.Present("Status").not());

  /// What shows the group at `site`.
  static ApiCall look(GroupSite site) {
    return new ApiCall(
        "autoscaling",
        "describeAutoScalingGroups",
        Map.of("AutoScalingGroupNames", List.of(site.group())));
  }

  /// The group as it is now.
  ///
  /// @throws ProblemException LB7005 when there is none, or when it is being deleted
  AutoScalingGroup required(String region) throws ProblemException, InterruptedException {
    var site = sites.in(region);
    var found =
        call(
            region,
            scaling ->
                scaling.describeAutoScalingGroups(
                    look(site).fill(DescribeAutoScalingGroupsRequest.builder()).build()));
    return found.autoScalingGroups().stream()
        .filter(PRESENT::test)
        .findFirst()
        .orElseThrow(() -> missing(site));
  }

  private ProblemException missing(GroupSite site) {
    return ProblemException.lasting(
        Code.LB7005,
        "%s has no Auto Scaling group '%s' for %s"
            .formatted(site.awsRegion(), site.group(), sites.resource()),
        "nothing runs there and nothing can be asked to; nothing was changed",
        "create the group in %s, or correct its name and region in the plan"
            .formatted(site.awsRegion()));
  }

  /// Makes a call into `region`; what fails is told with the region's name.
  <T> T call(String region, RegionCall.Of<AutoScalingClient, T> call)
      throws ProblemException, InterruptedException {
    return clients
        .at(
            AwsApi.autoScaling(),
            sites.in(region).awsRegion(),
            AwsFailure.lookedAtBeforeRepeated(sites.resource()))
        .make(call);
  }
}
