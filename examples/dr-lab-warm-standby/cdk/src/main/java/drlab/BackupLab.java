package drlab;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Tags;

/// The app of backup and restore: four stacks, of which one is in the region that is rebuilt out of
/// backups. What that region gets then is two templates, which no deploy makes a stack of.
public final class BackupLab {
  private BackupLab() {}

  public static void main(String[] arguments) {
    var app = new App();
    build(app);
    app.synth();
  }

  /// @return every stack, in the order in which they are deployed
  static List<LabStack> build(App app) {
    var settings = BackupSettings.of(app);
    var templates = new RecoveryTemplates(app, settings);
    var network = new NetworkStack(app, "PrimaryNetworkStack", LabRegion.PRIMARY, settings);
    var data = new PrimaryDataStack(app, settings, network);
    var backup = new BackupStack(app, settings, data, templates);
    var service =
        new AppStack(
            app, "PrimaryAppStack", LabRegion.PRIMARY, settings, network, _ -> data.stores(), true);
    new BackupPlan(service, settings, data.key(), service.topic());
    // S3 replicates to a bucket that is there, and copies go to a vault that is.
    service.addStackDependency(backup);
    var stacks = List.of(network, data, backup, service);
    Tags.of(app).add("plan", LabNames.BACKUP.lab());
    Aspects.of(app).add(new AwsSolutionsChecks());
    BackupNagReasons.giveTo(stacks);
    return stacks;
  }
}
