package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import java.util.List;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// Looks at the key that the storage of an instance is encrypted by.
final class KeyLook {
  private KeyLook() {}

  /// Of the instance at `site`, whatever it is; nothing is said where there is none.
  static List<AwsFinding> of(AwsClients clients, String database, RdsSite site)
      throws InterruptedException {
    var look = new Look(database, site.awsRegion());
    var instance = InstanceLook.find(look, clients, site);
    if (instance.isEmpty()) {
      return List.of(); // The preflight says so.
    }
    look(look, clients, site, instance.get());
    return look.findings();
  }

  /// Of an instance that was seen already.
  static void look(Look look, AwsClients clients, RdsSite site, DBInstance instance)
      throws InterruptedException {
    if (!Boolean.TRUE.equals(instance.storageEncrypted())) {
      return;
    }
    var key = instance.kmsKeyId();
    var state =
        look.ask(
            "KMS",
            "whether the key of %s can be used".formatted(instance.dbInstanceIdentifier()),
            clients.kms(site.awsRegion()),
            kms -> kms.describeKey(it -> it.keyId(key)).keyMetadata(),
            NotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "%s has no KMS key %s, by which %s is encrypted"
                    .formatted(site.awsRegion(), key, instance.dbInstanceIdentifier()),
                "RDS takes an instance out of service whose key it cannot use",
                "restore the key, or make the replica anew with another one"));
    if (state.isPresent() && state.get().keyState() != KeyState.ENABLED) {
      look.obstacle(
          Code.LB7009,
          "the KMS key %s in %s, by which %s is encrypted, is %s"
              .formatted(
                  key,
                  site.awsRegion(),
                  instance.dbInstanceIdentifier(),
                  state.get().keyStateAsString()),
          "RDS takes an instance out of service whose key it cannot use",
          "aws kms enable-key --key-id %s --region %s".formatted(key, site.awsRegion()));
    }
  }
}
