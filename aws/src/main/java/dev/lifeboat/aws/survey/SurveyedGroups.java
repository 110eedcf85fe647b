package dev.lifeboat.aws.survey;

import java.util.HashMap;
import java.util.Map;
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
final class SurveyedGroups implements AutoScalingClient {
  private static final int NAMES = 50;

  private final AutoScalingClient scaling;
  private final Set<String> wanted;
  private final CachedAnswer<Map<String, AutoScalingGroup>> groups = new CachedAnswer<>(this::read);

  private final CachedAnswer<Map<String, LaunchConfiguration>> configurations =
      new CachedAnswer<>(this::readConfigurations);

  SurveyedGroups(AutoScalingClient scaling, Set<String> wanted) {
    this.scaling = scaling;
    this.wanted = wanted;
  }

  @Override
  public DescribeAutoScalingGroupsResponse describeAutoScalingGroups(
      DescribeAutoScalingGroupsRequest request) {
    var found = groups.get();
    return DescribeAutoScalingGroupsResponse.builder()
        .autoScalingGroups(
            request.autoScalingGroupNames().stream()
                .filter(found::containsKey)
                .map(found::get)
                .toList())
        .build();
  }

  @Override
  public DescribeLaunchConfigurationsResponse describeLaunchConfigurations(
      DescribeLaunchConfigurationsRequest request) {
    var found = configurations.get();
    return DescribeLaunchConfigurationsResponse.builder()
        .launchConfigurations(
            request.launchConfigurationNames().stream()
                .filter(found::containsKey)
                .map(found::get)
                .toList())
        .build();
  }

  private Map<String, LaunchConfiguration> readConfigurations() {
    var names =
        groups.get().values().stream()
            .flatMap(it -> Optional.ofNullable(it.launchConfigurationName()).stream())
            .distinct()
            .toList();
    var found = new HashMap<String, LaunchConfiguration>();
    for (var batch : Batches.of(names, NAMES)) {
      scaling
          .describeLaunchConfigurationsPaginator(it -> it.launchConfigurationNames(batch))
          .launchConfigurations()
          .forEach(it -> found.put(it.launchConfigurationName(), it));
    }
    return found;
  }

  private Map<String, AutoScalingGroup> read() {
    var found = new HashMap<String, AutoScalingGroup>();
    for (var batch : Batches.of(wanted, NAMES)) {
      scaling
          .describeAutoScalingGroupsPaginator(it -> it.autoScalingGroupNames(batch))
          .autoScalingGroups()
          .forEach(it -> found.put(it.autoScalingGroupName(), it));
    }
    return found;
  }

  @Override
  public String serviceName() {
    return scaling.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
