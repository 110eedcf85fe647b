package dev.lifeboat.aws.s3;

import java.util.Comparator;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.s3.model.ReplicationRuleStatus;
import software.amazon.awssdk.services.s3.model.SseKmsEncryptedObjectsStatus;

/// What one rule of S3 says, wherever it leads.
final class RuleForm {
  /// Of rules that lead to one bucket S3 goes by that of the highest priority. One for all of the
  /// bucket is the one that the plan asks for.
  static final Comparator<ReplicationRule> DECIDING =
      Comparator.comparing(RuleForm::isWhole)
          .thenComparing(RuleForm::isEnabled)
          .thenComparingInt(RuleForm::priority);

  private RuleForm() {}

  static boolean isEnabled(ReplicationRule rule) {
    return rule.status() == ReplicationRuleStatus.ENABLED;
  }

  static int priority(ReplicationRule rule) {
    return rule.priority() == null ? 0 : rule.priority();
  }

  /// A rule of the old form has no filter, and another meaning of deletes.
  static boolean isWhole(ReplicationRule rule) {
    var filter = rule.filter();
    return filter != null
        && filter.tag() == null
        && filter.and() == null
        && (filter.prefix() == null || filter.prefix().isEmpty());
  }

  /// Whether it is of the old form, and for all of the bucket.
  @SuppressWarnings("deprecation") // Such rules are still in buckets.
  static boolean isOld(ReplicationRule rule) {
    return rule.filter() == null && (rule.prefix() == null || rule.prefix().isEmpty());
  }

  /// Whether it takes along what KMS encrypts, for which it needs a key of the replicas.
  static boolean takesEncrypted(ReplicationRule rule) {
    var criteria = rule.sourceSelectionCriteria();
    var encryption = rule.destination().encryptionConfiguration();
    return criteria != null
        && criteria.sseKmsEncryptedObjects() != null
        && criteria.sseKmsEncryptedObjects().status() == SseKmsEncryptedObjectsStatus.ENABLED
        && encryption != null
        && encryption.replicaKmsKeyID() != null;
  }
}
