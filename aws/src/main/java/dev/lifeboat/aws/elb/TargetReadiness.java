package dev.lifeboat.aws.elb;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.call.ApiCall;
import dev.lifeboat.aws.call.ApiGoal;
import dev.lifeboat.aws.call.Condition;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/// Whether at least one target of a service answers the health check of its load balancer, which is
/// what decides whether clients reach it. Nothing can be asked for: a service becomes ready by
/// itself once its stores are.
public final class TargetReadiness implements Reconciler<Goal.Healthy> {
  private final AwsClients clients;
  private final String service;
  private final Map<String, TargetSite> sites;

  /// @param service its name in the plan
  /// @param sites of each region of the plan that may run it, by the region's name
  public TargetReadiness(AwsClients clients, String service, Map<String, TargetSite> sites) {
    this.clients = clients;
    this.service = service;
    this.sites = Map.copyOf(sites);
  }

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
  public Readiness preflight(Goal.Healthy goal) throws InterruptedException {
    try {
      var _ = targets(goal.region());
      return Readiness.ready();
    } catch (ProblemException failed) {
      return Readiness.notReady(failed.problem());
    }
  }

  @Override
  public Observation observe(Goal.Healthy goal) throws InterruptedException {
    try {
      var seen = targets(goal.region());
      var found = "targets of %s: %s".formatted(service, words(seen.targetHealthDescriptions()));
      return form(site(goal.region())).met().test(seen)
          ? Observation.met(found)
          : Observation.pending(found);
    } catch (ProblemException failed) {
      return Observation.unreachable(failed.problem().happened());
    }
  }

  /// Why the service there should get no more users; empty if one target is healthy and none is
  /// unhealthy. Targets that come or go are no reason.
  ///
  /// @throws ProblemException when the region does not tell
  public Optional<String> complaint(String region) throws ProblemException, InterruptedException {
    var seen = targets(region);
    boolean bears = form(site(region)).met().test(seen) && !isOne("unhealthy").test(seen);
    return bears
        ? Optional.empty()
        : Optional.of(
            "targets of %s in %s: %s"
                .formatted(service, region, words(seen.targetHealthDescriptions())));
  }

  /// What the load balancer of `region` asks the targets.
  ///
  /// @throws ProblemException LB7005 when there is no target group; another code when the region
  ///   does not tell
  public HealthQuestion question(String region) throws ProblemException, InterruptedException {
    var site = site(region);
    try {
      var groups =
          call(site, elb -> elb.describeTargetGroups(it -> it.targetGroupArns(site.targetGroup())))
              .targetGroups();
      return groups.stream()
          .findFirst()
          .map(TargetReadiness::question)
          .orElseThrow(() -> missing(site).asException());
    } catch (ProblemException failed) {
      throw failed.getCause() instanceof TargetGroupNotFoundException
          ? new ProblemException(missing(site), failed)
          : failed;
    }
  }

  private static HealthQuestion question(TargetGroup group) {
    return new HealthQuestion(
        Objects.requireNonNullElse(group.healthCheckPath(), ""),
        Optional.ofNullable(group.matcher()).map(Matcher::httpCode).orElse(""));
  }

  /// ARN of the target group in `region`.
  public String group(String region) {
    return site(region).targetGroup();
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
    var site = site(region);
    try {
      return call(
          site,
          elb ->
              elb.describeTargetHealth(
                  form(site).look().fill(DescribeTargetHealthRequest.builder()).build()));
    } catch (ProblemException failed) {
      throw failed.getCause() instanceof TargetGroupNotFoundException
          ? new ProblemException(missing(site), failed)
          : failed;
    }
  }

  private Problem missing(TargetSite site) {
    return Problem.lasting(
        Code.LB7005,
        "%s has no target group %s for %s".formatted(site.awsRegion(), site.targetGroup(), service),
        "whether clients reach the service there cannot be told; nothing was changed",
        "create the target group in %s, or correct its ARN in the plan"
            .formatted(site.awsRegion()));
  }

  private <T> T call(TargetSite site, RegionCall.Of<ElasticLoadBalancingV2Client, T> call)
      throws ProblemException, InterruptedException {
    return RegionCall.make(
        new AwsFailure(
            site.awsRegion(),
            "Elastic Load Balancing",
            "whether %s is ready there is not known".formatted(service)),
        clients.loadBalancing(site.awsRegion()),
        call);
  }

  private TargetSite site(String region) {
    return Optional.ofNullable(sites.get(region))
        .orElseThrow(
            () -> new IllegalArgumentException("no site of '" + service + "' in " + region));
  }
}
