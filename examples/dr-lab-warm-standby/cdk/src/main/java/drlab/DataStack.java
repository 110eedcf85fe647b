package drlab;

import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.RepositoryEncryption;
import software.amazon.awscdk.services.ecr.TagMutability;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;

/// Data of a region, but for its bucket: key, database, images, and the secret that says which
/// database its tasks write to.
abstract class DataStack extends LabStack {
  private CfnSecret secret;
  private Repository images;

  DataStack(App app, String id, LabRegion place, LabSettings settings) {
    super(
        app,
        id,
        place,
        settings,
        "Key, database and images of the " + place.word() + " region",
        settings.useMultiRegionKms());
  }

  abstract IKey key();

  final ServiceStores stores() {
    return new ServiceStores(key().getKeyArn(), secret.getRef(), images);
  }

  /// Once there is a key.
  final void keep() {
    // No value: whoever sets up the lab puts one for each region, and the label Bound to the
    // primary's. No replica and no rotation either: a move binds each region's by itself.
    secret =
        CfnSecret.Builder.create(this, "Login")
            .name(names().secret())
            .description(
                "Login of the service; a version for each region, and one is labelled Bound")
            .kmsKeyId(names().alias())
            .build();
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    secret.getNode().addDependency(key());
    images =
        Repository.Builder.create(this, "Images")
            .repositoryName(names().lab())
            .imageScanOnPush(true)
            .imageTagMutability(TagMutability.IMMUTABLE)
            .encryption(RepositoryEncryption.AES_256)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .description("What a move back may still want")
                        .maxImageCount(20)
                        .build()))
            .removalPolicy(RemovalPolicy.RETAIN)
            .build();
    tell("KeyArn", key().getKeyArn());
  }
}
