package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.RdsStatus;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// Looks at a key of KMS that something is encrypted by.
///
/// @param what is encrypted, such as `shop is encrypted`
/// @param means what becomes of it without its key
/// @param mend what to do where the key is gone
record KeyLook(String key, String what, String means, String mend) {

  /// Of the instance at `site`, whatever it is; nothing is said where there is none.
  static void look(Look look, RdsSite site) throws InterruptedException {
    var instance = InstanceLook.find(look.unheard(), site); // The preflight says so.
    if (instance.isPresent()) {
      look(look, instance.get());
    }
  }

  /// Of an instance that was seen already.
  static void look(Look look, DBInstance instance) throws InterruptedException {
    if (Boolean.TRUE.equals(instance.storageEncrypted())) {
      new KeyLook(
              instance.kmsKeyId(),
              instance.dbInstanceIdentifier() + " is encrypted",
              "RDS takes an instance out of service whose key it cannot use",
              "restore the key, or make the replica anew with another one")
          .look(look);
    }
  }

  /// Of the Performance Insights of the instance at `site`, which no run gives a replica.
  static void insights(Look look, DBInstance instance, RdsSite site) throws InterruptedException {
    var key = RdsStatus.insightsKey(instance);
    if (key.isEmpty() || key.equals(site.kmsKey())) {
      return;
    }
    var found =
        look.leniently()
            .ask(
                AwsApi.kms(),
                "whose key the Performance Insights have",
                kms -> kms.describeKey(it -> it.keyId(key.get())).keyMetadata());
    if (found.filter(it -> it.keyManager() == KeyManagerType.CUSTOMER).isPresent()) {
      look.warn(
          "the Performance Insights of %s in %s are encrypted by %s"
              .formatted(instance.dbInstanceIdentifier(), look.region(), key.get()),
          "a replica that the way home makes there has them by AWS's own key",
          "name the key as 'kmsKey' in the plan, or set it again afterwards");
    }
  }

  /// Of the replicas in a half of a bucket, where the plan names one.
  static void look(Look look, BucketSite site) throws InterruptedException {
    if (site.kmsKey().isPresent()) {
      new KeyLook(
              site.kmsKey().get(),
              "replicas in %s are encrypted".formatted(site.bucket()),
              "S3 replicates nothing there that KMS encrypts, as long as its key cannot be used",
              "restore the key, or name another one as 'kmsKey' in the plan")
          .look(look);
    }
  }

  private void look(Look look) throws InterruptedException {
    var state =
        look.ask(
            AwsApi.kms(),
            "whether the key by which %s can be used".formatted(what),
            kms -> kms.describeKey(it -> it.keyId(key)).keyMetadata(),
            NotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "%s has no KMS key %s, by which %s".formatted(look.region(), key, what),
                means,
                mend));
    if (state.isPresent() && state.get().keyState() != KeyState.ENABLED) {
      look.obstacle(
          Code.LB7009,
          "the KMS key %s in %s, by which %s, is %s"
              .formatted(key, look.region(), what, state.get().keyStateAsString()),
          means,
          "aws kms enable-key --key-id %s --region %s".formatted(key, look.region()));
    }
  }
}
