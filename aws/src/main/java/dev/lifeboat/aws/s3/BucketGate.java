package dev.lifeboat.aws.s3;

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
final class BucketGate {
  private static final int NONCE_BYTES = 12;
  private static final int DENIED = 403;
  private static final int NOT_FOUND = 404;
  private static final int CHANGED = 412;

  /// What S3 adds when a policy of the bucket refuses, whatever the caller's own rights are.
  private static final String BY_POLICY = "explicit deny in a resource-based policy";

  private final Buckets buckets;
  private final SecureRandom random = new SecureRandom();

  BucketGate(Buckets buckets) {
    this.buckets = buckets;
  }

  /// Whether the policy says that writes are refused.
  boolean isClosed(String region) throws ProblemException, InterruptedException {
    return BucketPolicy.isClosed(policy(region));
  }

  private Optional<String> policy(String region) throws ProblemException, InterruptedException {
    var bucket = buckets.site(region).bucket();
    return buckets.find(region, s3 -> s3.getBucketPolicy(it -> it.bucket(bucket)).policy());
  }

  /// Asks S3 to refuse writes, unless it was asked.
  void close(String region) throws ProblemException, InterruptedException {
    var present = policy(region);
    if (!BucketPolicy.isClosed(present)) {
      var site = buckets.site(region);
      var closed = BucketPolicy.closed(present, site);
      buckets.call(region, s3 -> s3.putBucketPolicy(it -> it.bucket(site.bucket()).policy(closed)));
    }
  }

  /// Asks S3 to take writes again, unless it does.
  void open(String region) throws ProblemException, InterruptedException {
    var present = policy(region);
    if (!BucketPolicy.isClosed(present)) {
      return;
    }
    var bucket = buckets.site(region).bucket();
    var left = BucketPolicy.opened(present);
    if (left.isPresent()) {
      buckets.call(
          region, s3 -> s3.putBucketPolicy(it -> it.bucket(bucket).policy(left.orElseThrow())));
    } else {
      buckets.call(region, s3 -> s3.deleteBucketPolicy(it -> it.bucket(bucket)));
    }
  }

  /// Met once a fresh write is refused by the bucket's own policy.
  Observation refuses(String region) throws ProblemException, InterruptedException {
    if (!isClosed(region)) {
      return Observation.pending(
          "the policy of %s lets writes in".formatted(buckets.site(region).bucket()));
    }
    var probe = new Probe(region);
    return switch (probe.made()) {
      case REFUSED -> Observation.met(probe.words("refused by the bucket's policy"));
      case TAKEN -> Observation.pending(probe.words("not refused, although the policy says so"));
    };
  }

  /// Met once a fresh write would be taken.
  Observation takes(String region) throws ProblemException, InterruptedException {
    if (isClosed(region)) {
      return Observation.pending(
          "the policy of %s refuses writes".formatted(buckets.site(region).bucket()));
    }
    var probe = new Probe(region);
    return switch (probe.made()) {
      case REFUSED -> Observation.pending(probe.words("still refused by the bucket's policy"));
      case TAKEN -> Observation.met(probe.words("would be taken"));
    };
  }

  private enum Answer {
    REFUSED,
    TAKEN
  }

  /// A write that leaves nothing behind: it is to replace an object that is not there. S3 asks for
  /// the right to write before it looks for the object.
  private final class Probe {
    private final String region;
    private final String key;

    Probe(String region) {
      this.region = region;
      var bytes = new byte[NONCE_BYTES];
      random.nextBytes(bytes);
      this.key = BucketVersions.OWN + "probe-" + HexFormat.of().formatHex(bytes);
    }

    Answer made() throws ProblemException, InterruptedException {
      var bucket = buckets.site(region).bucket();
      try {
        buckets.call(
            region,
            s3 ->
                s3.putObject(
                    it -> it.bucket(bucket).key(key).ifMatch("\"none\""), RequestBody.empty()));
        return Answer.TAKEN;
      } catch (ProblemException failed) {
        if (failed.getCause() instanceof S3Exception answer) {
          if (answer.statusCode() == NOT_FOUND || answer.statusCode() == CHANGED) {
            return Answer.TAKEN;
          }
          if (isRefusedByPolicy(failed)) {
            return Answer.REFUSED;
          }
          if (answer.statusCode() == DENIED) {
            throw new ProblemException(unproven(answer), failed);
          }
        }
        throw failed;
      }
    }

    /// Whoever may not write at all is refused everywhere, and proves nothing by it.
    private Problem unproven(S3Exception answer) {
      return Problem.lasting(
          Code.LB7002,
          "S3 in %s refused a write to %s, and not by the bucket's policy: %s"
              .formatted(
                  buckets.site(region).awsRegion(),
                  buckets.site(region).bucket(),
                  answer.getMessage()),
          "it does not show that others are refused",
          "allow s3:PutObject there to the role that Lifeboat runs as");
    }

    String words(String what) {
      return "a write of %s to %s: %s".formatted(key, buckets.site(region).bucket(), what);
    }
  }

  /// Whether S3 refused a write by the bucket's own policy.
  static boolean isRefusedByPolicy(ProblemException failed) {
    return failed.getCause() instanceof S3Exception answer
        && answer.statusCode() == DENIED
        && String.valueOf(answer.getMessage()).toLowerCase(Locale.ROOT).contains(BY_POLICY);
  }
}
