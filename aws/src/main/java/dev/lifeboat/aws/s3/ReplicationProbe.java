package dev.lifeboat.aws.s3;

import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// An object that is sent once to show that a region replicates: that a rule is there does not tell
/// whether its role may do what it needs.
final class ReplicationProbe {
  private static final int CHANGED = 412;
  private static final int CHANGING = 409;

  private final Buckets buckets;
  private final String region;
  private final String key;

  ReplicationProbe(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
    this.key = "%stracer-from-%s".formatted(BucketVersions.OWN, region);
  }

  /// How far it came.
  enum Status {
    NEVER_SENT,
    ON_THE_WAY,
    ARRIVED,
    FAILED
  }

  Status status() throws ProblemException, InterruptedException {
    return status(head());
  }

  /// How far the object `key` of `region` came.
  static Status of(Buckets buckets, String region, String key)
      throws ProblemException, InterruptedException {
    return status(head(buckets, region, key));
  }

  private Optional<HeadObjectResponse> head() throws ProblemException, InterruptedException {
    return head(buckets, region, key);
  }

  private static Optional<HeadObjectResponse> head(Buckets buckets, String region, String key)
      throws ProblemException, InterruptedException {
    var bucket = buckets.site(region).bucket();
    return buckets.find(region, s3 -> s3.headObject(it -> it.bucket(bucket).key(key)));
  }

  private static Status status(Optional<HeadObjectResponse> present) {
    var told = present.map(HeadObjectResponse::replicationStatus);
    if (told.isEmpty()) {
      return Status.NEVER_SENT; // Or before there was a rule.
    }
    return switch (told.get()) {
      case COMPLETED, COMPLETE -> Status.ARRIVED;
      case FAILED -> Status.FAILED;
      case PENDING -> Status.ON_THE_WAY;
      case REPLICA, UNKNOWN_TO_SDK_VERSION -> Status.NEVER_SENT;
    };
  }

  /// Sends it, unless it arrived or is on its way. Of two that send at once one does.
  void send() throws ProblemException, InterruptedException {
    var present = head();
    var status = status(present);
    if (status == Status.ARRIVED || status == Status.ON_THE_WAY) {
      return;
    }
    var request = PutObjectRequest.builder().bucket(buckets.site(region).bucket()).key(key);
    present.ifPresentOrElse(it -> request.ifMatch(it.eTag()), () -> request.ifNoneMatch("*"));
    try {
      buckets.call(region, s3 -> s3.putObject(request.build(), RequestBody.fromString(region)));
    } catch (ProblemException failed) {
      if (!(failed.getCause() instanceof S3Exception answer
          && (answer.statusCode() == CHANGED || answer.statusCode() == CHANGING))) {
        throw failed;
      }
    }
  }

  @Override
  public String toString() {
    return "the tracer %s in %s".formatted(key, buckets.site(region).bucket());
  }
}
