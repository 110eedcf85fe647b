package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/// Target groups by the page, and the listeners of load balancers one by one.
final class BalancerSurvey implements ElasticLoadBalancingV2Client, PageClient {
  private static final int PAGE = 400;

  private final PageIndex<TargetGroup> groups;
  private final CachedAnswers<DescribeListenersRequest, DescribeListenersResponse> listeners;

  BalancerSurvey(ElasticLoadBalancingV2Client balancers, QuestionBudget budget) {
    this.groups =
        new PageIndex<>(
            () -> balancers.describeTargetGroupsPaginator(it -> it.pageSize(PAGE)).targetGroups(),
            TargetGroup::targetGroupArn);
    this.listeners = CachedAnswers.within(budget, balancers::describeListeners);
  }

  @Override
  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    var found =
        request.targetGroupArns().stream()
            .map(it -> groups.required(it, BalancerSurvey::missing))
            .toList();
    return DescribeTargetGroupsResponse.builder().targetGroups(found).build();
  }

  private static AwsServiceException missing(String arn) {
    return TargetGroupNotFoundException.builder()
        .message("Target group '" + arn + "' not found")
        .build();
  }

  @Override
  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    return listeners.get(request);
  }
}
