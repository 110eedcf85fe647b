package dev.lifeboat.aws.bulkread;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/// Auto Scaling groups, as many at a time as AWS takes names.
final class GroupSurvey implements AutoScalingClient, PageClient {
  private static final int NAMES = 50;

  private final PageIndex<AutoScalingGroup> groups;
  private final PageIndex<LaunchConfiguration> configurations;

  GroupSurvey(AutoScalingClient scaling, Set<String> wanted) {
    this.groups =
        new PageIndex<>(
            () ->
                Batches.each(
                    wanted,
                    NAMES,
                    batch ->
                        scaling
                            .describeAutoScalingGroupsPaginator(
                                it -> it.autoScalingGroupNames(batch))
                            .autoScalingGroups()),
            AutoScalingGroup::autoScalingGroupName);
    this.configurations =
        new PageIndex<>(
            () ->
                Batches.each(
                    configurationsOfGroups(),
                    NAMES,
                    batch ->
                        scaling
                            .describeLaunchConfigurationsPaginator(
                                it -> it.launchConfigurationNames(batch))
                            .launchConfigurations()),
            LaunchConfiguration::launchConfigurationName);
  }

  private List<String> configurationsOfGroups() {
    return groups.all().stream()
        .flatMap(it -> Optional.ofNullable(it.launchConfigurationName()).stream())
        .distinct()
        .toList();
  }

  @Override
  public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
      DescribeAutoScalingGroupsRequest request) {
    return DescribeAutoScalingGroupsResponse.builder()
        .autoScalingGroups(groups.find(request.autoScalingGroupNames()))
        .build();
  }

  @Override
  public DescribeLaunchConfigurationsResponse describeLaunchConfigurations(
      DescribeLaunchConfigurationsRequest request) {
    return DescribeLaunchConfigurationsResponse.builder()
        .launchConfigurations(configurations.find(request.launchConfigurationNames()))
        .build();
  }
}
