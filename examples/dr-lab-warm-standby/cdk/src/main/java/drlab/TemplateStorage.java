package drlab;

import java.util.List;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/// The two templates of a recovery, in the recovery region's own bucket of the CDK: who reads them
/// needs nothing of the region that is lost.
final class TemplateStorage extends Construct {
  private final Asset network;
  private final Asset service;

  TemplateStorage(BackupStack stack, RecoveryTemplates templates) {
    super(stack, "Templates");
    network = kept("network-template", templates.file(RecoveryTemplates.NETWORK));
    service = kept("application-template", templates.file(RecoveryTemplates.SERVICE));
  }

  String network() {
    return network.getHttpUrl();
  }

  String service() {
    return service.getHttpUrl();
  }

  void readBy(IGrantable who) {
    List.of(network, service).forEach(it -> it.grantRead(who));
  }

  private Asset kept(String name, String file) {
    return Asset.Builder.create(this, name).path(file).build();
  }
}
