package drlab;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.cxapi.CloudAssembly;

/// Templates of the network and the service that the recovery region gets once it is needed. They
/// are the primary's own stacks, made for that region, so nothing can differ between the two. They
/// lie in a stage of their own: `cdk deploy --all` makes no stack of them.
final class RecoveryTemplates {
  static final String STAGE = "Recovery";
  static final String NETWORK = "RecoveryNetworkStack";
  static final String SERVICE = "RecoveryAppStack";

  private final List<LabStack> stacks;
  private final CloudAssembly made;

  RecoveryTemplates(App app, LabSettings settings) {
    var stage = Stage.Builder.create(app, STAGE).build();
    var network = new NetworkStack(stage, NETWORK, LabRegion.SECONDARY, settings);
    RdsWithReplica.place(network);
    var service =
        new AppStack(
            stage,
            SERVICE,
            LabRegion.SECONDARY,
            settings,
            network,
            RecoveryParameters::stores,
            false);
    stacks = List.of(network, service);
    Aspects.of(stage).add(new AwsSolutionsChecks());
    BackupNagReasons.giveToTemplates(stacks);
    made = stage.synth();
  }

  List<LabStack> stacks() {
    return stacks;
  }

  /// @param stack [#NETWORK] or [#SERVICE]
  String file(String stack) {
    var of =
        stacks.stream().filter(it -> it.getNode().getId().equals(stack)).findFirst().orElseThrow();
    return made.getStackArtifact(of.getArtifactId()).getTemplateFullPath();
  }
}
