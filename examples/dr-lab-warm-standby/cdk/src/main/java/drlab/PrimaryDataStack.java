package drlab;

import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.services.ecr.CfnReplicationConfiguration;
import software.amazon.awscdk.services.ecr.CfnReplicationConfiguration.ReplicationConfigurationProperty;
import software.amazon.awscdk.services.ecr.CfnReplicationConfiguration.ReplicationDestinationProperty;
import software.amazon.awscdk.services.ecr.CfnReplicationConfiguration.ReplicationRuleProperty;
import software.amazon.awscdk.services.ecr.CfnReplicationConfiguration.RepositoryFilterProperty;
import software.amazon.awscdk.services.kms.IKey;

/// The writer, and the registry that images are pushed to.
final class PrimaryDataStack extends DataStack {
  private final KmsMultiRegionKey key;

  PrimaryDataStack(App app, LabSettings settings, NetworkStack network) {
    super(app, "PrimaryDataStack", LabRegion.PRIMARY, settings);
    key = KmsMultiRegionKey.own(this, settings.useMultiRegionKms());
    keep();
    RdsWithReplica.writer(this, network, key.key());
    replicateImages(settings.account());
  }

  @Override
  IKey key() {
    return key.key();
  }

  /// A region that pulls from the lost one starts nothing.
  private void replicateImages(String account) {
    var there =
        ReplicationDestinationProperty.builder()
            .region(LabRegion.SECONDARY.aws())
            .registryId(account)
            .build();
    var ours =
        RepositoryFilterProperty.builder().filter(names().lab()).filterType("PREFIX_MATCH").build();
    CfnReplicationConfiguration.Builder.create(this, "ImagesThere")
        .replicationConfiguration(
            ReplicationConfigurationProperty.builder()
                .rules(
                    List.of(
                        ReplicationRuleProperty.builder()
                            .destinations(List.of(there))
                            .repositoryFilters(List.of(ours))
                            .build()))
                .build())
        .build();
  }
}
