package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Opens and closes a region's half of a bucket to writes, by its policy, and finds out by a write
/// of its own which of the two S3 obeys: a policy takes a while to reach all of S3.
///
/// A change of policy needs the control plane of S3, which for all regions is in one.
record BucketGate(Buckets buckets) {
  private static final int NONCE_BYTES = 12;
  private static final int DENIED = 403;
  private static final int NOT_FOUND = 404;
  private static final int CHANGED = 412;

  /// What S3 adds when a policy of the bucket refuses, whatever the caller's own rights are.
  private static final String BY_POLICY = "explicit deny in a resource-based policy";

  /// Whether the policy says that writes are refused.
  boolean isClosed(String region) throws ProblemException, InterruptedException {
    return BucketPolicy.isClosed(policy(region));
  }

  private Optional<String> policy(String region) throws ProblemException, InterruptedException {
    return buckets.find(
        region, s3 -> s3.getBucketPolicy(it -> it.bucket(buckets.bucket(region))).policy());
  }

  /// Asks S3 to refuse writes, unless it was asked.
  void close(String region) throws ProblemException, InterruptedException {
    var present = policy(region);
    if (!BucketPolicy.isClosed(present)) {
      put(region, BucketPolicy.closed(present, buckets.site(region)));
    }
  }

  /// Asks S3 to take writes again, unless it does.
  void open(String region) throws ProblemException, InterruptedException {
    var present = policy(region);
    if (!BucketPolicy.isClosed(present)) {
      return;
    }
    var left = BucketPolicy.opened(present);
    if (left.isPresent()) {
      put(region, left.get());
    } else {
      buckets.call(region, s3 -> s3.deleteBucketPolicy(it -> it.bucket(buckets.bucket(region))));
    }
  }

  private void put(String region, String policy) throws ProblemException, InterruptedException {
    buckets.call(
        region, s3 -> s3.putBucketPolicy(it -> it.bucket(buckets.bucket(region)).policy(policy)));
  }

  /// Met once a fresh write is refused by the bucket's own policy.
  Observation refuses(String region) throws ProblemException, InterruptedException {
    if (!isClosed(region)) {
      return Observation.pending(
          "the policy of %s lets writes in".formatted(buckets.bucket(region)));
    }
    var key = freshKey();
    return isTaken(region, key)
        ? Observation.pending(words(region, key, "not refused, although the policy says so"))
        : Observation.met(words(region, key, "refused by the bucket's policy"));
  }

  /// Met once a fresh write would be taken.
  Observation takes(String region) throws ProblemException, InterruptedException {
    if (isClosed(region)) {
      return Observation.pending(
          "the policy of %s refuses writes".formatted(buckets.bucket(region)));
    }
    var key = freshKey();
    return isTaken(region, key)
        ? Observation.met(words(region, key, "would be taken"))
        : Observation.pending(words(region, key, "still refused by the bucket's policy"));
  }

  private static String freshKey() {
    var bytes = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(bytes);
    return BucketVersions.OWN + "probe-" + HexFormat.of().formatHex(bytes);
  }

  private String words(String region, String key, String what) {
    return "a write of %s to %s: %s".formatted(key, buckets.bucket(region), what);
  }

  /// Tries a write that leaves nothing behind: it is to replace an object that is not there. S3
  /// asks for the right to write before it looks for the object.
  ///
  /// @return whether it was not refused by the bucket's policy
  private boolean isTaken(String region, String key) throws ProblemException, InterruptedException {
    try {
      buckets.call(
          region,
          s3 ->
              s3.putObject(
                  it -> it.bucket(buckets.bucket(region)).key(key).ifMatch("\"none\""),
                  RequestBody.empty()));
      return true;
    } catch (ProblemException failed) {
      if (isRefusedByPolicy(failed)) {
        return false;
      }
      if (!(failed.getCause() instanceof S3Exception answer)) {
        throw failed;
      }
      return switch (answer.statusCode()) {
        case NOT_FOUND, CHANGED -> true;
        case DENIED -> throw new ProblemException(unproven(region, answer), failed);
        default -> throw failed;
      };
    }
  }

  /// Whoever may not write at all is refused everywhere, and proves nothing by it.
  private Problem unproven(String region, S3Exception answer) {
    return Problem.lasting(
        Code.LB7002,
        "S3 in %s refused a write to %s, and not by the bucket's policy: %s"
            .formatted(
                buckets.site(region).awsRegion(), buckets.bucket(region), AwsFailure.words(answer)),
        "it does not show that others are refused",
        "allow s3:PutObject there to the role that Lifeboat runs as");
  }

  /// Whether S3 refused a write by the bucket's own policy.
  static boolean isRefusedByPolicy(ProblemException failed) {
    return failed.getCause() instanceof S3Exception answer
        && answer.statusCode() == DENIED
        && String.valueOf(answer.getMessage()).toLowerCase(Locale.ROOT).contains(BY_POLICY);
  }
}
