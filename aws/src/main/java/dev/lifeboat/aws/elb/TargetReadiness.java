package dev.lifeboat.aws.elb;

import dev.lifeboat.aws.ApiReconciler;
import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.api.ApiCall;
import dev.lifeboat.aws.api.ApiGoal;
import dev.lifeboat.aws.api.Condition;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/// Whether at least one target of a service answers the health check of its load balancer, which is
/// what decides whether clients reach it. Nothing can be asked for: a service becomes ready by
/// itself once its stores are.
///
/// @param sites of each region of the plan that may run the service
public record TargetReadiness(AwsClients clients, RegionSites<TargetSite> sites)
    implements ApiReconciler<Goal.Healthy> {

  /// One healthy target of the group at `site`.
  public static ApiGoal form(TargetSite site) {
    return new ApiGoal(
        new ApiCall(
            "elasticloadbalancingv2",
            "describeTargetHealth",
            Map.of("TargetGroupArn", site.targetGroup())),
        "",
        isOne("healthy"),
        List.of());
  }

  @Override
  public Readiness readiness(Goal.Healthy goal) throws ProblemException, InterruptedException {
    var _ = targets(goal.region());
    return Readiness.ready();
  }

  @Override
  public Observation look(Goal.Healthy goal) throws ProblemException, InterruptedException {
    var seen = targets(goal.region());
    var found =
        "targets of %s: %s".formatted(sites.resource(), words(seen.targetHealthDescriptions()));
    return Observation.metIf(form(sites.in(goal.region())).met().test(seen), found);
  }

  /// Why the service there should get no more users; empty if one target is healthy and none is
  /// unhealthy. Targets that come or go are no reason.
  ///
  /// @throws ProblemException when the region does not tell
  public Optional<String> complaint(String region) throws ProblemException, InterruptedException {
    var seen = targets(region);
    boolean bears = form(sites.in(region)).met().test(seen) && !isOne("unhealthy").test(seen);
    return bears
        ? Optional.empty()
        : Optional.of(
            "targets of %s in %s: %s"
                .formatted(sites.resource(), region, words(seen.targetHealthDescriptions())));
  }

  /// What the load balancer of `region` asks the targets.
  ///
  /// @throws ProblemException LB7005 when there is no target group; another code when the region
  ///   does not tell
  public TargetGroup question(String region) throws ProblemException, InterruptedException {
    var arn = group(region);
    return call(region, elb -> elb.describeTargetGroups(it -> it.targetGroupArns(arn)))
        .flatMap(it -> it.targetGroups().stream().findFirst())
        .orElseThrow(() -> missing(region));
  }

  /// ARN of the target group in `region`.
  public String group(String region) {
    return sites.in(region).targetGroup();
  }

  /// Whether one target at least is in `state`.
  private static Condition isOne(String state) {
    return new Condition.Some("TargetHealthDescriptions", "TargetHealth.State", state);
  }

  /// Such as `1 healthy, 2 initial`.
  private static String words(List<TargetHealthDescription> targets) {
    var counts =
        targets.stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.targetHealth().stateAsString(), TreeMap::new, Collectors.counting()));
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(it -> it.getValue() + " " + it.getKey())
            .collect(Collectors.joining(", "));
  }

  @Override
  public void pursue(Goal.Healthy goal, Attempt attempt) {
    // Nothing to ask for: the stores and the tasks it waits for are goals of their own.
  }

  private DescribeTargetHealthResponse targets(String region)
      throws ProblemException, InterruptedException {
    var look = form(sites.in(region)).look();
    return call(
            region,
            elb ->
                elb.describeTargetHealth(look.fill(DescribeTargetHealthRequest.builder()).build()))
        .orElseThrow(() -> missing(region));
  }

  private ProblemException missing(String region) {
    var site = sites.in(region);
    return ProblemException.lasting(
        Code.LB7005,
        "%s has no target group %s for %s"
            .formatted(site.awsRegion(), site.targetGroup(), sites.resource()),
        "whether clients reach the service there cannot be told; nothing was changed",
        "create the target group in %s, or correct its ARN in the plan"
            .formatted(site.awsRegion()));
  }

  /// Empty where there is no such group.
  private <T> Optional<T> call(String region, RegionCall.Of<ElasticLoadBalancingV2Client, T> call)
      throws ProblemException, InterruptedException {
    return clients
        .at(
            AwsApi.balancing(),
            sites.in(region).awsRegion(),
            "whether %s is ready there is not known".formatted(sites.resource()))
        .find(call, TargetGroupNotFoundException.class::isInstance);
  }
}
