package dev.lifeboat.aws.survey;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;

/// Target groups by the page, and the listeners of load balancers one by one.
final class SurveyedBalancers implements ElasticLoadBalancingV2Client {
  private static final int PAGE = 400;

  private final ElasticLoadBalancingV2Client balancers;
  private final CachedAnswer<Map<String, TargetGroup>> groups = new CachedAnswer<>(this::read);
  private final CachedAnswers<String, DescribeListenersResponse> listeners;

  SurveyedBalancers(ElasticLoadBalancingV2Client balancers, QuestionBudget allowance) {
    this.balancers = balancers;
    this.listeners =
        new CachedAnswers<>(balancer -> {
          allowance.take();
          return balancers.describeListeners(it -> it.loadBalancerArn(balancer));
        });
  }

  @Override
  public DescribeTargetGroupsResponse describeTargetGroups(DescribeTargetGroupsRequest request) {
    var found =
        request.targetGroupArns().stream()
            .map(arn ->
                Optional.ofNullable(groups.get().get(arn))
                    .orElseThrow(() ->
                        TargetGroupNotFoundException.builder()
                            .message("Target group '" + arn + "' not found")
                            .build()))
            .toList();
    return DescribeTargetGroupsResponse.builder().targetGroups(found).build();
  }

  private Map<String, TargetGroup> read() {
    var all = new HashMap<String, TargetGroup>();
    balancers
        .describeTargetGroupsPaginator(it -> it.pageSize(PAGE))
        .targetGroups()
        .forEach(it -> all.put(it.targetGroupArn(), it));
    return all;
  }

  @Override
  public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
    return listeners.get(request.loadBalancerArn());
  }

  @Override
  public String serviceName() {
    return balancers.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
