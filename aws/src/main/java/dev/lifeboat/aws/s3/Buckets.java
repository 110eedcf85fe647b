package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The two halves of one bucket, and what S3 says of them. Thread-safe.
public final class Buckets {
  /// S3 has no name for the region it began in.
  private static final String FIRST_REGION = "us-east-1";

  private static final Set<String> ABSENT =
      Set.of("NoSuchBucketPolicy", "ReplicationConfigurationNotFoundError", "NoSuchKey");

  private static final int MOVED = 301;
  private static final int NOT_FOUND = 404;

  private final AwsClients clients;
  private final ReplicatedBucket planned;

  public Buckets(AwsClients clients, ReplicatedBucket planned) {
    this.clients = clients;
    this.planned = planned;
  }

  ReplicatedBucket planned() {
    return planned;
  }

  BucketSite site(String region) {
    return planned.site(region);
  }

  /// Makes a call into `region`; what fails is told with the region's name.
  <T> T call(String region, RegionCall.Of<S3Client, T> call)
      throws ProblemException, InterruptedException {
    var site = site(region);
    return RegionCall.make(
        new AwsFailure(
            site.awsRegion(),
            "S3",
            "whether the request for bucket %s of %s took effect is looked at before it is repeated"
                .formatted(site.bucket(), planned.name())),
        clients.s3(site.awsRegion()),
        call);
  }

  /// The same; empty where what is asked for is not there.
  <T> Optional<T> find(String region, RegionCall.Of<S3Client, T> call)
      throws ProblemException, InterruptedException {
    try {
      return Optional.of(call(region, call));
    } catch (ProblemException failed) {
      if (failed.getCause() instanceof S3Exception answer && isAbsent(answer)) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /// An answer to HEAD has no body, and so no code.
  private static boolean isAbsent(S3Exception answer) {
    var details = answer.awsErrorDetails();
    var code = details == null || details.errorCode() == null ? "" : details.errorCode();
    if (answer instanceof NoSuchBucketException) {
      return false;
    }
    return ABSENT.contains(code) || (answer.statusCode() == NOT_FOUND && code.isEmpty());
  }

  /// What keeps the bucket in `region` from being half of a replicated one; empty if nothing.
  ///
  /// @throws ProblemException when nobody could look
  Optional<Problem> fault(String region) throws ProblemException, InterruptedException {
    var site = site(region);
    try {
      var there =
          call(region, s3 -> s3.getBucketLocation(it -> it.bucket(site.bucket())))
              .locationConstraintAsString();
      var found = there == null || there.isEmpty() ? FIRST_REGION : there;
      if (!found.equals(site.awsRegion())) {
        return Optional.of(elsewhere(site, "it is in " + found));
      }
      var versioning =
          call(region, s3 -> s3.getBucketVersioning(it -> it.bucket(site.bucket()))).status();
      return versioning == BucketVersioningStatus.ENABLED
          ? Optional.empty()
          : Optional.of(unversioned(site));
    } catch (ProblemException failed) {
      if (failed.getCause() instanceof NoSuchBucketException) {
        return Optional.of(missing(site));
      }
      if (failed.getCause() instanceof S3Exception answer && answer.statusCode() == MOVED) {
        return Optional.of(elsewhere(site, "S3 points to another region"));
      }
      throw failed;
    }
  }

  private Problem missing(BucketSite site) {
    return Problem.lasting(
        Code.LB7005,
        "%s has no bucket of %s: there is no '%s'"
            .formatted(site.awsRegion(), planned.name(), site.bucket()),
        "no object can be replicated or written there; nothing was changed",
        "create it with versioning on, or correct its name in the plan");
  }

  private Problem elsewhere(BucketSite site, String where) {
    return Problem.lasting(
        Code.LB7011,
        "bucket '%s' of %s is not in %s: %s"
            .formatted(site.bucket(), planned.name(), site.awsRegion(), where),
        "it would be lost with another region than the plan says; nothing was changed",
        "name a bucket of %s in the plan".formatted(site.awsRegion()));
  }

  private Problem unversioned(BucketSite site) {
    return Problem.lasting(
        Code.LB7011,
        "bucket '%s' of %s in %s has no versioning"
            .formatted(site.bucket(), planned.name(), site.awsRegion()),
        "S3 replicates only between versioned buckets, and nothing overwritten could be brought"
            + " back; nothing was changed",
        "aws s3api put-bucket-versioning --bucket %s --versioning-configuration Status=Enabled"
            .formatted(site.bucket()));
  }

  /// What `region` replicates; empty if nothing.
  Optional<ReplicationConfiguration> replication(String region)
      throws ProblemException, InterruptedException {
    var bucket = site(region).bucket();
    return find(
        region, s3 -> s3.getBucketReplication(it -> it.bucket(bucket)).replicationConfiguration());
  }

  /// The rule that leads from `region` to the other one.
  ReplicationWay way(String region) {
    return new ReplicationWay(
        planned.name(),
        site(region),
        site(planned.otherThan(region)),
        planned.deletes(),
        planned.timeControl());
  }
}
