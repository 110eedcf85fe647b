package drlab;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// A stack of one region.
abstract class LabStack extends Stack {
  private final LabRegion place;
  private final LabNames names;

  /// @param asksTheOther the ARN of a key comes from, or goes to, the other region
  LabStack(
      Construct scope,
      String id,
      LabRegion place,
      LabSettings settings,
      String description,
      boolean asksTheOther) {
    super(
        scope,
        id,
        StackProps.builder()
            .env(settings.in(place))
            .description(description)
            .crossRegionReferences(asksTheOther)
            .build());
    this.place = place;
    this.names = settings.names();
  }

  final LabRegion place() {
    return place;
  }

  final LabNames names() {
    return names;
  }

  /// What the plan, or whoever sets up the rest, has to be told.
  final void tell(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
