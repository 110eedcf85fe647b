package dev.lifeboat.provision.existing;

import dev.lifeboat.plan.Quote;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Something in an account that a plan may name.
///
/// @param awsRegion where it was found
/// @param id as a plan names it
/// @param from where that was read, in words
/// @param traits of a database
public record AccountItem(
    Kind kind, String awsRegion, String id, String from, DatabaseTraits traits) {
  private static final List<String> ROLES =
      List.of("primary", "secondary", "recovery", "standby", "replica", "main", "dr");

  /// What is looked for, by CloudFormation's word and by what stands in its ARN.
  public enum Kind {
    DATABASE("AWS::RDS::DBInstance", ":rds:", ":db:"),
    BUCKET("AWS::S3::Bucket", ":s3:", ":::"),
    SERVICE("AWS::ECS::Service", ":ecs:", ":service/"),
    GROUP("AWS::AutoScaling::AutoScalingGroup", ":autoscaling:", ":autoScalingGroupName/"),
    TARGETS("AWS::ElasticLoadBalancingV2::TargetGroup", ":elasticloadbalancing:", ""),
    ZONE("AWS::Route53::HostedZone", ":route53:", "hostedzone/");

    private final String stackType;
    private final String service;
    private final String before;

    Kind(String stackType, String service, String before) {
      this.stackType = stackType;
      this.service = service;
      this.before = before;
    }

    private boolean isArn(String arn) {
      return arn.startsWith("arn:")
          && arn.contains(service)
          && (this == TARGETS ? arn.contains(":targetgroup/") : arn.contains(before));
    }

    /// Of a service the cluster too; of target groups the whole ARN.
    private String id(String arn) {
      return before.isEmpty() ? arn : arn.substring(arn.indexOf(before) + before.length());
    }
  }

  /// A resource of a stack; empty for what no plan names.
  public static Optional<AccountItem> ofStack(
      String awsRegion, String stack, String type, String physicalId) {
    for (var kind : Kind.values()) {
      if (kind.stackType.equals(type)) {
        var id = kind.isArn(physicalId) ? kind.id(physicalId) : physicalId;
        return Optional.of(
            new AccountItem(
                kind,
                awsRegion,
                id,
                "stack %s in %s".formatted(Quote.of(stack), awsRegion),
                DatabaseTraits.NONE));
      }
    }
    return Optional.empty();
  }

  /// Something that bears a tag; empty for what no plan names.
  public static Optional<AccountItem> ofArn(String awsRegion, String arn, String tag) {
    for (var kind : Kind.values()) {
      if (kind.isArn(arn)) {
        return Optional.of(
            new AccountItem(
                kind,
                awsRegion,
                kind.id(arn),
                "tag %s in %s".formatted(Quote.of(tag), awsRegion),
                DatabaseTraits.NONE));
      }
    }
    return Optional.empty();
  }

  public AccountItem with(DatabaseTraits known) {
    return new AccountItem(kind, awsRegion, id, from, known);
  }

  /// What is left of its name without what tells the two regions apart.
  String stem() {
    var name = kind == Kind.TARGETS ? id.replaceAll(".*:targetgroup/|/[^/]*$", "") : id;
    var stem = name.toLowerCase(Locale.ROOT).replace(awsRegion, "");
    for (var role : ROLES) {
      stem = stem.replaceAll("(^|[^a-z])" + role + "($|[^a-z])", "$1$2");
    }
    var plain = stem.replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+|-+$", "");
    return plain.substring(0, Math.min(plain.length(), 30)).replaceAll("-+$", "");
  }
}
