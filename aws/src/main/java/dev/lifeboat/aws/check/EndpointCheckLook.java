package dev.lifeboat.aws.check;

import dev.lifeboat.problem.Code;
import java.util.Set;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;

/// Grades a health check that asks the primary region's service itself. Users then follow what the
/// checkers see, not the writer: wrong where region and checkers only lost sight of each other.
///
/// @param name that users know
/// @param ready path that answers 200 only while the service can write
/// @param shares whether users are to come home by shares
record EndpointCheckLook(String name, String ready, boolean shares) {
  static final Set<HealthCheckType> ENDPOINTS =
      Set.of(
          HealthCheckType.HTTP,
          HealthCheckType.HTTPS,
          HealthCheckType.HTTP_STR_MATCH,
          HealthCheckType.HTTPS_STR_MATCH);

  void look(Look look, String id, HealthCheckConfig config) {
    if (Boolean.TRUE.equals(config.inverted()) || Boolean.TRUE.equals(config.disabled())) {
      look.obstacle(
          Code.LB7007,
          "health check %s asks the service and is inverted or disabled".formatted(id),
          "users would be led away from a region that serves, or to one that is lost",
          "aws route53 update-health-check --health-check-id %s --no-inverted --no-disabled"
              .formatted(id));
      return;
    }
    if (name.equals(config.fullyQualifiedDomainName())) {
      look.obstacle(
          Code.LB7007,
          "health check %s asks for %s, which leads to either region".formatted(id, name),
          "once users are led elsewhere it is healthy again, and leads them back",
          "let it ask the primary region's own load balancer");
      return;
    }
    if (!ready.equals(config.resourcePath())) {
      look.obstacle(
          Code.LB7007,
          "health check %s asks for %s, which answers beside a closed database too"
              .formatted(id, config.resourcePath()),
          "users would stay in a region whose stores take no writes",
          "aws route53 update-health-check --health-check-id %s --resource-path %s"
              .formatted(id, ready));
      return;
    }
    look.warn(
        "health check %s asks the service, not the three objects".formatted(id),
        "users follow what Route 53 sees and not the writer: they leave a region that it cannot"
            + " reach while its database still writes, come home with the first answer, and what"
            + " is called fenced of traffic moves nobody"
            + (shares ? ", all at once" : ""),
        "keep it if that is enough for you; else docs/aws.md, 'Users behind a name', has the"
            + " calculated check");
    HealthCheckLook.pace(look, id, config);
  }
}
