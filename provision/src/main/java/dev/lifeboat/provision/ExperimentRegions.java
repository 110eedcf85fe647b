package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Region;
import java.util.Set;

/// Regions in which CloudFormation knows `AWS::FIS::ExperimentTemplate`. Elsewhere it refuses a
/// template with one as a whole, so that a region that is not known here has none.
final class ExperimentRegions {
  private static final Set<String> KNOWN =
      Set.of(
          "af-south-1",
          "ap-east-1",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-northeast-3",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "ca-central-1",
          "eu-central-1",
          "eu-central-2",
          "eu-north-1",
          "eu-south-1",
          "eu-south-2",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "me-central-1",
          "sa-east-1",
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2");

  private ExperimentRegions() {}

  static boolean has(Region region) {
    return KNOWN.contains(AwsRegion.nameOf(region));
  }
}
