package drlab;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Tags;

/// The app: eight stacks in two regions of one account.
public final class DrLab {
  private DrLab() {}

  public static void main(String[] arguments) {
    var app = new App();
    build(app);
    app.synth();
  }

  /// @return every stack, in the order in which they are deployed
  static List<LabStack> build(App app) {
    var settings = LabSettings.of(app);
    var network = new NetworkStack(app, "PrimaryNetworkStack", LabRegion.PRIMARY, settings);
    var data = new PrimaryDataStack(app, settings, network);
    var otherNetwork =
        new NetworkStack(app, "SecondaryNetworkStack", LabRegion.SECONDARY, settings);
    var otherData = new SecondaryDataStack(app, settings, otherNetwork, data);
    var otherService =
        new AppStack(
            app,
            "SecondaryAppStack",
            LabRegion.SECONDARY,
            settings,
            otherNetwork,
            _ -> otherData.stores(),
            true);
    var service =
        new AppStack(
            app, "PrimaryAppStack", LabRegion.PRIMARY, settings, network, _ -> data.stores(), true);
    // S3 replicates to a bucket that is there.
    service.addStackDependency(otherService);
    var routing = new RoutingAndDROrchestrationStack(app, settings, otherService.topic());
    var observability = new ObservabilityStack(app, settings, otherService.topic());
    var stacks =
        List.of(
            network, data, otherNetwork, otherData, otherService, service, routing, observability);
    Tags.of(app).add("plan", LabNames.WARM_STANDBY.lab());
    Aspects.of(app).add(new AwsSolutionsChecks());
    NagReasons.giveTo(stacks, settings.canaryEnabled());
    return stacks;
  }
}
