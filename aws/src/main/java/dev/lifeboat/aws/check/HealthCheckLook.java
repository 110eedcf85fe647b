package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.route53.model.HealthCheckConfig;
import software.amazon.awssdk.services.route53.model.HealthCheckType;
import software.amazon.awssdk.services.route53.model.NoSuchHealthCheckException;

/// Looks at a calculated health check and the three that it is made of: one for the object in each
/// bucket, healthy while that says what is searched for.
///
/// @param searched such as `"region":"west"`, or `"25%"`
/// @param inverted whether the calculated one says the opposite
record HealthCheckLook(NameSite site, String searched, boolean inverted) {
  private static final int MAJORITY = 2;

  /// Until when docs/aws.md has users led elsewhere: 30 s, three times.
  private static final int SOON_SECONDS = 90;

  /// Of the status of a check that read the object: it has the text, or has not. Another failure is
  /// that it cannot read it.
  private static final Pattern READ = Pattern.compile("(?i)^success|string|status code:? ?200");

  void look(Look look, String id) throws InterruptedException {
    var found = config(look, id);
    if (found.isPresent()) {
      look(look, id, found.get());
    }
  }

  void look(Look look, String id, HealthCheckConfig calculated) throws InterruptedException {
    if (calculated.type() != HealthCheckType.CALCULATED
        || inverted != Boolean.TRUE.equals(calculated.inverted())
        || calculated.healthThreshold() != MAJORITY
        || Boolean.TRUE.equals(calculated.disabled())
        || calculated.childHealthChecks().size() != site.objects().size()) {
      wrong(
          look,
          id,
          "is not calculated over three, healthy from two on, and %s"
              .formatted(inverted ? "inverted" : "not inverted"),
          "make it so; or a region that is lost, or that comes back, moves users by itself");
      return;
    }
    var left = new ArrayList<>(site.objects().values());
    for (var child : calculated.childHealthChecks()) {
      var of = config(look, child);
      if (of.isPresent()) {
        child(look, child, of.get(), left);
      }
    }
    for (var object : left) {
      look.obstacle(
          Code.LB7007,
          "no health check asks for the object %s in %s".formatted(object.key(), object.bucket()),
          "what it says counts for nothing, so that of the others none may be lost",
          "create one, type HTTPS with string matching, and add it to %s".formatted(id));
    }
  }

  /// Whether the first of the three searches for the same text.
  boolean isMeant(Look look, String id) throws InterruptedException {
    var calculated = config(look, id);
    if (calculated.isEmpty() || calculated.get().childHealthChecks().isEmpty()) {
      return false;
    }
    return config(look, calculated.get().childHealthChecks().getFirst())
        .filter(it -> searched.equals(it.searchString()))
        .isPresent();
  }

  private void child(Look look, String id, HealthCheckConfig config, List<RouteSite> left)
      throws InterruptedException {
    var object = left.stream().filter(it -> asksFor(config, it)).findFirst();
    if (object.isEmpty()) {
      wrong(
          look,
          id,
          "asks for %s%s, which is no object of the plan"
              .formatted(config.fullyQualifiedDomainName(), config.resourcePath()),
          "let it ask for the object in one of the plan's buckets");
      return;
    }
    left.remove(object.get());
    if (config.type() != HealthCheckType.HTTPS_STR_MATCH
        || Boolean.TRUE.equals(config.inverted())
        || Boolean.TRUE.equals(config.disabled())
        || !searched.equals(config.searchString())) {
      wrong(
          look,
          id,
          "is no HTTPS check with string matching that searches for %s".formatted(searched),
          "make it so, neither inverted nor disabled");
      return;
    }
    pace(look, id, config);
    seen(look, id, object.get());
  }

  static void pace(Look look, String id, HealthCheckConfig config) {
    if (config.requestInterval() * config.failureThreshold() > SOON_SECONDS) {
      look.warn(
          "health check %s looks every %d s and changes its mind after %s"
              .formatted(id, config.requestInterval(), Count.of(config.failureThreshold(), "look")),
          "users follow that much later than within %d s".formatted(SOON_SECONDS),
          "aws route53 update-health-check --health-check-id %s --failure-threshold 3"
              .formatted(id));
    }
  }

  /// A check that saw nothing yet counts as healthy, so that what is calculated over three of them
  /// and inverted is unhealthy.
  private void seen(Look look, String id, RouteSite object) throws InterruptedException {
    var told =
        look.ask(
            AwsApi.route53(),
            "what the health check %s saw".formatted(id),
            it -> it.getHealthCheckStatus(of -> of.healthCheckId(id)).healthCheckObservations());
    if (told.isEmpty()) {
      return;
    }
    var seen = told.get().stream().map(it -> it.statusReport().status()).toList();
    if (seen.isEmpty()) {
      look.obstacle(
          Code.LB7007,
          "health check %s has seen nothing yet".formatted(id),
          "it counts as healthy, as if the object said %s".formatted(searched),
          "attach it to a record only once this says that the string was not found: aws route53"
              + " get-health-check-status --health-check-id "
              + id);
    } else if (seen.stream().noneMatch(it -> READ.matcher(it).find())) {
      wrong(
          look,
          id,
          "cannot read its object: " + seen.getFirst(),
          ("write %s into %s and let health checkers read it, as docs/aws.md says; wanted is that"
                  + " the string is not found")
              .formatted(object.key(), object.bucket()));
    }
  }

  /// Whether it asks for one of the objects, rather than for a service.
  boolean asksForObject(HealthCheckConfig config) {
    return site.objects().values().stream().anyMatch(it -> asksFor(config, it));
  }

  /// Both ways of S3 to name an object by a host.
  private static boolean asksFor(HealthCheckConfig config, RouteSite object) {
    var host = String.valueOf(config.fullyQualifiedDomainName());
    var path = String.valueOf(config.resourcePath());
    var key = "/" + object.key();
    return host.equals(object.host())
        ? path.equals(key)
        : host.equals("s3.%s.amazonaws.com".formatted(object.awsRegion()))
            && path.equals("/" + object.bucket() + key);
  }

  private static void wrong(Look look, String id, String what, String action) {
    look.obstacle(
        Code.LB7007,
        "health check %s %s".formatted(id, what),
        "users would not be led as two of the three objects say",
        action);
  }

  Optional<HealthCheckConfig> config(Look look, String id) throws InterruptedException {
    return look.ask(
        AwsApi.route53(),
        "what the health check %s asks".formatted(id),
        it -> it.getHealthCheck(of -> of.healthCheckId(id)).healthCheck().healthCheckConfig(),
        NoSuchHealthCheckException.class::isInstance,
        look.missing(
            Weight.OBSTACLE,
            "there is no health check " + id,
            "users would not be led as two of the three objects say",
            "create it as docs/aws.md says"));
  }
}
