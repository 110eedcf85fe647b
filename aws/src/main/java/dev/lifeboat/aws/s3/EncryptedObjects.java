package dev.lifeboat.aws.s3;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// Objects of one half of a bucket that KMS encrypts, and whether a rule takes them. By a rule that
/// does not, S3 gives such an object no status: it is in no lag and in no count of failures.
///
/// @param region whose half it is
record EncryptedObjects(Buckets buckets, String region) {

  /// What is wrong with the rule that leads away from there; empty if nothing.
  Optional<String> faultOfRule(Optional<ReplicationConfiguration> present)
      throws ProblemException, InterruptedException {
    var fault = buckets.way(region).fault(present);
    return fault.isPresent() || buckets.way(region).takesEncrypted(present)
        ? fault
        : sign().map(it -> "%s, and the plan has no 'kmsKey' for the replicas".formatted(it));
  }

  /// What keeps a run from mending that rule; empty if nothing.
  Optional<Problem> obstacle(Optional<ReplicationConfiguration> present)
      throws ProblemException, InterruptedException {
    var there = buckets.site(buckets.otherThan(region));
    if (there.kmsKey().isPresent() || buckets.way(region).takesEncrypted(present)) {
      return Optional.empty();
    }
    return sign()
        .map(it ->
            Problem.lasting(
                Code.LB7011,
                it + ", and the plan has no 'kmsKey' for the replicas",
                "S3 replicates none of it to %s and tells of none; nothing was changed"
                    .formatted(there.bucket()),
                "name a key of %s in the plan, which the role %s may use"
                    .formatted(there.awsRegion(), buckets.site(region).role())));
  }

  /// What shows that KMS encrypts something there.
  private Optional<String> sign() throws ProblemException, InterruptedException {
    var bucket = buckets.bucket(region);
    if (isEncryptedByDefault(bucket)) {
      return Optional.of(
          "no rule takes what KMS encrypts, the default encryption of %s".formatted(bucket));
    }
    for (var object : ObjectSample.of(buckets, region)) {
      if (isOfKms(object.head().serverSideEncryption())) {
        return Optional.of(
            "no rule takes what KMS encrypts, such as '%s' of %s".formatted(object.key(), bucket));
      }
    }
    return Optional.empty();
  }

  private boolean isEncryptedByDefault(String bucket)
      throws ProblemException, InterruptedException {
    return buckets.find(region, s3 -> s3.getBucketEncryption(it -> it.bucket(bucket))).stream()
        .flatMap(it -> it.serverSideEncryptionConfiguration().rules().stream())
        .map(it -> it.applyServerSideEncryptionByDefault())
        .anyMatch(it -> it != null && isOfKms(it.sseAlgorithm()));
  }

  static boolean isOfKms(ServerSideEncryption by) {
    return by == ServerSideEncryption.AWS_KMS || by == ServerSideEncryption.AWS_KMS_DSSE;
  }
}
