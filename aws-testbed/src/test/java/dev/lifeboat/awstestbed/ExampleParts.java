package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.sites.AwsSites;
import java.io.IOException;
import java.util.SequencedMap;
import java.util.function.Predicate;

/// Parts of an example that its plan names by identifiers which the account gives, each by the
/// region of the plan.
interface ExampleParts {
  Targets targets(String region, String awsRegion) throws IOException, InterruptedException;

  /// The group that lets nobody in.
  String fenceGroup(String region, String awsRegion);

  /// The ARN of a key of KMS.
  String key(AwsSites wanted, String region);

  /// @param awsRegions of the regions of the plan, home first
  /// @param healthy whether the endpoint of a region is
  SimulatedAccelerator accelerator(
      SequencedMap<String, String> awsRegions, Predicate<String> healthy) throws IOException;

  /// Made for one test.
  record Anew(TestBed bed) implements ExampleParts {
    @Override
    public Targets targets(String region, String awsRegion)
        throws IOException, InterruptedException {
      return new Targets(bed, awsRegion);
    }

    @Override
    public String fenceGroup(String region, String awsRegion) {
      return new FenceGroups(bed, awsRegion).create("nobody-gets-in");
    }

    @Override
    public String key(AwsSites wanted, String region) {
      return ExampleKey.create(bed, wanted, region);
    }

    @Override
    public SimulatedAccelerator accelerator(
        SequencedMap<String, String> awsRegions, Predicate<String> healthy) throws IOException {
      return new SimulatedAccelerator(bed, awsRegions, healthy);
    }
  }
}
