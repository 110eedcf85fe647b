package dev.lifeboat.aws.s3;

import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;

/// Object that is sent once to show that a region replicates, which its rule alone does not tell.
///
/// @param region from which it is sent
record ReplicationProbe(Buckets buckets, String region) {
  /// How far it came.
  enum Status {
    NEVER_SENT,
    ON_THE_WAY,
    ARRIVED,
    FAILED
  }

  private String key() {
    return "%stracer-from-%s".formatted(BucketVersions.OWN, region);
  }

  Status status() throws ProblemException, InterruptedException {
    return of(buckets, region, key());
  }

  /// How far the object `key` of `region` came.
  static Status of(Buckets buckets, String region, String key)
      throws ProblemException, InterruptedException {
    return status(buckets.head(region, key));
  }

  private static Status status(Optional<HeadObjectResponse> present) {
    var told = present.map(HeadObjectResponse::replicationStatus);
    return switch (told.orElse(ReplicationStatus.UNKNOWN_TO_SDK_VERSION)) {
      case COMPLETED, COMPLETE -> Status.ARRIVED;
      case FAILED -> Status.FAILED;
      case PENDING -> Status.ON_THE_WAY;
      case REPLICA, UNKNOWN_TO_SDK_VERSION -> Status.NEVER_SENT; // Or before there was a rule.
    };
  }

  /// Sends it, unless it arrived or is on its way. Of two that send at once one does.
  void send() throws ProblemException, InterruptedException {
    var present = buckets.head(region, key());
    switch (status(present)) {
      case ARRIVED, ON_THE_WAY -> {}
      case NEVER_SENT, FAILED ->
          buckets.writeOnce(
              region, key(), present.map(HeadObjectResponse::eTag), RequestBody.fromString(region));
    }
  }

  @Override
  public String toString() {
    return "the tracer %s in %s".formatted(key(), buckets.bucket(region));
  }
}
