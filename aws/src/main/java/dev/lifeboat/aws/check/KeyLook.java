package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// Looks at the key that the storage of an instance is encrypted by.
final class KeyLook {
  private KeyLook() {}

  /// Of the instance at `site`, whatever it is; nothing is said where there is none.
  static void look(Look look, RdsSite site) throws InterruptedException {
    var instance = InstanceLook.find(look.unheard(), site); // The preflight says so.
    if (instance.isPresent()) {
      look(look, instance.get());
    }
  }

  /// Of an instance that was seen already.
  static void look(Look look, DBInstance instance) throws InterruptedException {
    if (!Boolean.TRUE.equals(instance.storageEncrypted())) {
      return;
    }
    var key = instance.kmsKeyId();
    var state =
        look.ask(
            AwsApi.kms(),
            "whether the key of %s can be used".formatted(instance.dbInstanceIdentifier()),
            kms -> kms.describeKey(it -> it.keyId(key)).keyMetadata(),
            NotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "%s has no KMS key %s, by which %s is encrypted"
                    .formatted(look.region(), key, instance.dbInstanceIdentifier()),
                "RDS takes an instance out of service whose key it cannot use",
                "restore the key, or make the replica anew with another one"));
    if (state.isPresent() && state.get().keyState() != KeyState.ENABLED) {
      look.obstacle(
          Code.LB7009,
          "the KMS key %s in %s, by which %s is encrypted, is %s"
              .formatted(
                  key,
                  look.region(),
                  instance.dbInstanceIdentifier(),
                  state.get().keyStateAsString()),
          "RDS takes an instance out of service whose key it cannot use",
          "aws kms enable-key --key-id %s --region %s".formatted(key, look.region()));
    }
  }
}
