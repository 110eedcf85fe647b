package dev.lifeboat.provision;

import dev.lifeboat.plan.Database;
import java.util.Optional;

/// Parameters of a stack of guards: their image, their place, and their way to the databases of one
/// region.
record GuardParameters(String awsRegion) {
  /// A registry of another region, or a tag, can be said by neither of these two.
  static final StackParameter IMAGE =
      StackParameter.one(
          "GuardImage",
          "The digest of Lifeboat's image.",
          "aws ecr describe-images, or skopeo inspect",
          "sha256:[0-9a-f]{64}");

  static final StackParameter REPOSITORY =
      StackParameter.one(
          "GuardRepository",
          "Where the image is in ECR of this account and region.",
          "aws ecr describe-repositories",
          "[a-z0-9]+([._/-]+[a-z0-9]+)*");

  static final StackParameter CLUSTER =
      StackParameter.one(
          "GuardCluster",
          "The name of a cluster of ECS with Container Insights.",
          "aws ecs list-clusters",
          "[A-Za-z0-9_-]{1,255}");

  static final StackParameter USER =
      byDefault(
          "GuardUser", "The guards' login.", "docs/aws.md", "[A-Za-z0-9_-]+", "lifeboat_guard");

  static final StackParameter ROOTS =
      byDefault(
          "GuardRoots",
          "The file in the image by which servers are verified; without it nobody asks who they"
              + " are.",
          "AWS's bundle of roots for RDS, which is in no image of Lifeboat",
          "/[^\\s$]+|" + MeasuredBalancer.NONE,
          MeasuredBalancer.NONE);

  private static final String HOST = "[A-Za-z0-9.-]+";

  private static StackParameter byDefault(
      String name, String means, String source, String pattern, String value) {
    return new StackParameter(name, means, source, pattern, false, Optional.of(value));
  }

  /// Private ones, from where DynamoDB of all three regions is reached.
  StackParameter subnets() {
    return StackParameter.several(
        "GuardSubnets",
        "Private subnets of two zones, from where ECR, logs, secrets, the databases and DynamoDB of"
            + " all three regions are reached.",
        "aws ec2 describe-subnets --region " + awsRegion,
        "subnet-[0-9a-f]+");
  }

  StackParameter securityGroups() {
    return StackParameter.several(
        "GuardSecurityGroups",
        "What the databases let in.",
        "aws ec2 describe-security-groups --region " + awsRegion,
        "sg-[0-9a-f]+");
  }

  StackParameter host(String database, String instance) {
    return StackParameter.one(
        ResourceId.of("GuardHost", database),
        "The endpoint of %s in this region.".formatted(database),
        "aws rds describe-db-instances --region %s --db-instance-identifier %s"
            .formatted(awsRegion, instance),
        HOST);
  }

  static StackParameter port(Database database) {
    return byDefault(
        ResourceId.of("GuardPort", database.name()),
        "The port of %s.".formatted(database.name()),
        "its endpoint",
        "[1-9][0-9]{0,4}",
        database.engine() == Database.Engine.POSTGRESQL ? "5432" : "3306");
  }

  /// PostgreSQL alone has several that know nothing of each other.
  static StackParameter database(String database) {
    return StackParameter.one(
        ResourceId.of("GuardDatabase", database),
        "The services' database on the server of %s.".formatted(database),
        "psql --list",
        "[A-Za-z0-9_-]+");
  }
}
