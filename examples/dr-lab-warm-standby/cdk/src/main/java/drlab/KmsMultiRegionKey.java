package drlab;

import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.CfnAlias;
import software.amazon.awscdk.services.kms.CfnReplicaKey;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/// A region's key, under one alias in both. A replica of the other region's key has its material
/// and its id, and works while that region is lost.
final class KmsMultiRegionKey extends Construct {
  private final IKey key;

  private KmsMultiRegionKey(LabStack scope, IKey replicated, boolean multiRegion) {
    super(scope, "Key");
    key = replicated == null ? own(multiRegion) : replica(replicated);
    CfnAlias.Builder.create(this, "Alias")
        .aliasName(scope.names().alias())
        .targetKeyId(key.getKeyArn())
        .build();
  }

  /// @param multiRegion may be replicated; this cannot be changed later
  static KmsMultiRegionKey own(LabStack scope, boolean multiRegion) {
    return new KmsMultiRegionKey(scope, null, multiRegion);
  }

  static KmsMultiRegionKey replicaOf(IKey other, LabStack scope) {
    return new KmsMultiRegionKey(scope, other, true);
  }

  IKey key() {
    return key;
  }

  private Key own(boolean multiRegion) {
    return Key.Builder.create(this, "Own")
        .description("What the lab keeps")
        .multiRegion(multiRegion)
        .enableKeyRotation(true)
        .removalPolicy(RemovalPolicy.RETAIN)
        .build();
  }

  private IKey replica(IKey other) {
    var replica =
        CfnReplicaKey.Builder.create(this, "Replica")
            .description("What the lab keeps")
            .primaryKeyArn(other.getKeyArn())
            .keyPolicy(ofTheAccount())
            .build();
    replica.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return Key.fromKeyArn(this, "Replicated", replica.getAttrArn());
  }

  /// Leaves it to IAM, as guards need it.
  private static PolicyDocument ofTheAccount() {
    return PolicyDocument.fromJson(
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            java.util.List.of(
                PolicyStatement.Builder.create()
                    .actions(java.util.List.of("kms:*"))
                    .resources(java.util.List.of("*"))
                    .principals(java.util.List.of(new AccountRootPrincipal()))
                    .build()
                    .toStatementJson())));
  }
}
