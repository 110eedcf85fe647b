package dev.lifeboat.provision;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.ShippedPlans;
import dev.lifeboat.plan.Region;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An example of which one region is elsewhere on AWS; one that was there goes where it was. It is
/// emitted anew each time: there are too many to keep.
public final class MovedExample {
  /// They have all kinds of resources between them.
  public static final List<String> NAMES = List.of("dr-lab-warm-standby", "lamp-pilot-light");

  private MovedExample() {}

  /// @param name of the example
  public static EmittedAccount to(String name, Region.Role role, String awsRegion)
      throws Exception {
    var text = Files.readString(Path.of("..", "examples", name, "lifeboat.yaml"));
    var from = AwsRegion.nameOf(ShippedPlans.plan(name), role);
    var moved = text.replace(from, "@").replace(awsRegion, from).replace("@", awsRegion);
    var plan = AwsKeys.reader().read(name + ".yaml", moved).orThrow();
    return new EmittedAccount(ProvisionFiles.of(plan, "", Optional.empty()).files());
  }
}
