package dev.lifeboat.plan;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What must hold of a workload on AWS whose users come home share by share.
final class AwsShares {
  private AwsShares() {}

  /// Tells what is missing or of no effect, if a traffic says that its zone knows shares.
  static void require(
      PlanValue workload,
      Optional<PlanValue> failback,
      Map<String, Resource> resources,
      FailbackPolicy policy) {
    for (var resource : resources.values()) {
      if (resource instanceof Traffic traffic
          && traffic.aws().filter(AwsTraffic::shares).isPresent()
          && !policy.shares().isEmpty()) {
        requireBinding(workload, resources.get(traffic.to()));
        requireHold(failback.orElse(workload), policy.hold(), traffic);
        failback.ifPresent(it -> refuseLimits(it, policy));
      }
    }
  }

  /// Meanwhile instances of the region that is left write where the writer is.
  private static void requireBinding(PlanValue workload, @Nullable Resource resource) {
    if (resource instanceof Service service
        && service.aws().filter(it -> it.secrets().isEmpty()).isPresent()) {
      workload.wrongAtKey(
          "shares users between regions, but '%s' cannot be bound to the other region's stores"
              .formatted(service.name()),
          "write 'secrets' of a service on ECS, or leave 'shares' of the traffic out");
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
    if (policy.maxErrorsPerMille() != FailbackPolicy.MAX_ERRORS_PER_MILLE) {
      refuseLimit(failback, "maxErrorRate");
    }
    if (!policy.maxLatency().equals(FailbackPolicy.MAX_LATENCY)) {
      refuseLimit(failback, "maxLatency");
    }
  }

  private static void refuseLimit(PlanValue failback, String key) {
    failback.wrongAtKey(
        "has '%s', and on AWS nobody counts requests".formatted(key),
        "leave it out: a share is judged by the health of the targets");
  }
}
