package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.DurationText;
import dev.lifeboat.plan.FailbackPolicy;
import dev.lifeboat.plan.PlanKey;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Conditions on a workload on AWS whose users come home share by share.
final class ShareRules {
  private ShareRules() {}

  /// Tells what is missing or of no effect, if a traffic says that its zone knows shares.
  static void check(
      PlanValue workload,
      Optional<PlanValue> failback,
      Map<String, Resource> resources,
      FailbackPolicy policy) {
    boolean saysShares =
        failback.filter(it -> !it.lacks("shares")).isPresent() && !policy.shares().isEmpty();
    boolean knowsShares = resources.values().stream().anyMatch(ShareRules::isShared);
    if ((knowsShares || saysShares) && FenceRules.lacksLease(resources.values())) {
      workload.wrongAtKey(
          "shares users on the way home, which is a planned move, and 'fence: api' makes none",
          "leave 'shares' of the traffic out and write 'failback: { shares: [] }', or write"
              + " 'fence: guard'");
      return;
    }
    for (var resource : resources.values()) {
      if (resource instanceof Traffic traffic && isShared(resource) && !policy.shares().isEmpty()) {
        requireBinding(workload, resources, resources.get(traffic.to()));
        requireHold(failback.orElse(workload), policy.hold(), traffic);
        failback.ifPresent(it -> refuseLimits(it, policy));
      }
    }
  }

  private static boolean isShared(Resource resource) {
    return resource instanceof Traffic traffic
        && AwsTraffic.of(traffic).filter(AwsTraffic::shares).isPresent();
  }

  /// Meanwhile instances of the old region write where the writer is.
  private static void requireBinding(
      PlanValue workload, Map<String, Resource> resources, @Nullable Resource resource) {
    if (resource instanceof Service service
        && AwsService.of(service)
            .filter(it -> !it.isTold(service, resources.values()))
            .isPresent()) {
      workload.wrongAtKey(
          "shares users between regions, but '%s' cannot be bound to the other region's stores"
              .formatted(service.name()),
          "write 'secrets' of a service on ECS or 'endpointParameter' of its database, or leave"
              + " 'shares' of the traffic out");
    }
  }

  private static void requireHold(PlanValue at, Duration hold, Traffic traffic) {
    traffic
        .ttl()
        .filter(ttl -> hold.compareTo(ttl) < 0)
        .ifPresent(ttl ->
            at.wrongAtKey(
                "holds a share for %s, and users keep an answer for %s"
                    .formatted(DurationText.of(hold), DurationText.of(ttl)),
                "write a 'hold' of 'failback' of at least the traffic's ttl, better of minutes"));
  }

  private static void refuseLimits(PlanValue failback, FailbackPolicy policy) {
    refuse(failback, FailbackPolicy.MAX_ERROR_RATE, policy.maxErrorsPerMille());
    refuse(failback, FailbackPolicy.MAX_LATENCY, policy.maxLatency());
  }

  private static <T> void refuse(PlanValue failback, PlanKey<T> limit, T value) {
    if (!limit.byDefault().equals(Optional.of(value))) {
      failback.wrongAtKey(
          "has '%s', and on AWS nobody counts requests".formatted(limit.name()),
          "leave it out: a share is judged by the health of the targets");
    }
  }
}
