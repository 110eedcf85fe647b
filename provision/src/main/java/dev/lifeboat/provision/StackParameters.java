package dev.lifeboat.provision;

import java.util.Optional;

/// What stacks ask for that no plan says.
final class StackParameters {
  static final StackParameter EMAIL =
      StackParameter.one(
          "Email",
          "Who is told by e-mail, and must confirm it once.",
          "an address that somebody reads at night",
          "[^@\\s]+@[^@\\s]+");

  static final StackParameter OPERATORS =
      StackParameter.several(
          "Operators",
          "Who may be the roles of people: ARNs of users or roles.",
          "aws sts get-caller-identity --query Arn",
          "arn:aws[a-z-]*:iam::[0-9]{12}:(role|user)/.+");

  static final StackParameter HEALTH_CHECKERS =
      StackParameter.several(
          "HealthCheckers",
          "From where Route 53 asks; nobody else reads where users are sent.",
          "aws route53 get-checker-ip-ranges --query CheckerIpRanges",
          "[0-9a-f.:]+/[0-9]+");

  static final StackParameter ARTEFACTS =
      StackParameter.one(
          "Artefacts",
          "The bucket of functions and machines.",
          "output Artefacts of the recovery region's stack",
          "[a-z0-9.-]{3,63}");

  static final StackParameter ZONE =
      StackParameter.one(
          "HostedZone",
          "The id of the name's public zone.",
          "aws route53 list-hosted-zones-by-name --dns-name",
          "Z[A-Z0-9]+");

  /// An account may have a trail of its own already.
  static final StackParameter TRAIL =
      new StackParameter(
          "CloudTrail",
          "Whether a trail keeps who did what in the account.",
          MeasuredBalancer.NONE + ", where aws cloudtrail describe-trails has one of all regions",
          "yes|" + MeasuredBalancer.NONE,
          false,
          Optional.of("yes"));

  /// Records before a health check has looked would send users away.
  static final String LEAD_USERS = "LeadUsers";

  /// Its name says what is in it, so that another jar is a change of the functions.
  static final StackParameter JAR =
      new StackParameter(
          "FunctionsJar",
          "The name of the functions' jar below the plan's name and hash.",
          "aws s3 ls of the bucket of artefacts",
          "[A-Za-z0-9.-]+",
          false,
          Optional.of("lifeboat-functions.jar"));

  /// What provision makes costs less; the seeds' limit.
  static final StackParameter BUDGET =
      new StackParameter(
          "MonthlyBudget",
          "Dollars a month, beyond which the topic tells what the plan's tag costs.",
          "whoever pays",
          "[1-9][0-9]*",
          false,
          Optional.of("50"));

  static final String YES = "yes";
  static final String NO = "no";

  private StackParameters() {}

  /// The load balancer of a service in the stack's region, as its metrics name it.
  static StackParameter measuredBalancer(String service, String targetGroup) {
    return new StackParameter(
        MeasuredBalancer.parameter(service),
        "The Application Load Balancer of %s, whose errors are an alarm.".formatted(service),
        "the ARN, after loadbalancer/, of the one before " + targetGroup,
        "app/[^/]+/[0-9a-f]+|" + MeasuredBalancer.NONE,
        false,
        Optional.of(MeasuredBalancer.NONE));
  }

  /// Of the load balancer of one region.
  static StackParameter balancerHost(String role, String targetGroup) {
    return StackParameter.one(
        role + "Balancer",
        "The load balancer's DNS name in that region.",
        "aws elbv2 describe-load-balancers, of the one before " + targetGroup,
        "[A-Za-z0-9.-]+");
  }

  /// As [#balancerHost].
  static StackParameter balancerZone(String role, String targetGroup) {
    return StackParameter.one(
        role + "BalancerZone",
        "The load balancer's own zone, which AWS keeps.",
        "CanonicalHostedZoneId in the same answer, of the one before " + targetGroup,
        "Z[A-Z0-9]+");
  }
}
