package drlab;

import software.amazon.awscdk.App;
import software.amazon.awscdk.services.kms.IKey;

/// The replica, under a key that works while the primary region is lost.
final class SecondaryDataStack extends DataStack {
  private final KmsMultiRegionKey key;

  SecondaryDataStack(App app, LabSettings settings, NetworkStack network, PrimaryDataStack writer) {
    super(app, "SecondaryDataStack", LabRegion.SECONDARY, settings);
    key =
        settings.useMultiRegionKms()
            ? KmsMultiRegionKey.replicaOf(writer.key(), this)
            : KmsMultiRegionKey.own(this, false);
    keep();
    // Asked for by its name, so nothing else says that it must be there first.
    addStackDependency(writer);
    RdsWithReplica.replica(this, network, key.key());
  }

  @Override
  IKey key() {
    return key.key();
  }
}
