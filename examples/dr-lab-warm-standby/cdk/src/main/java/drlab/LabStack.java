package drlab;

import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/// A stack of one region.
abstract class LabStack extends Stack {
  private final LabRegion place;

  /// @param asksTheOther the ARN of a key comes from, or goes to, the other region
  LabStack(
      App app,
      String id,
      LabRegion place,
      LabSettings settings,
      String description,
      boolean asksTheOther) {
    super(
        app,
        id,
        StackProps.builder()
            .env(settings.in(place))
            .description(description)
            .crossRegionReferences(asksTheOther)
            .build());
    this.place = place;
  }

  final LabRegion place() {
    return place;
  }

  /// What the plan, or whoever sets up the rest, has to be told.
  final void tell(String name, String value) {
    CfnOutput.Builder.create(this, name).value(value).build();
  }
}
