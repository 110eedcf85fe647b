package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.AwsFailure;
import dev.lifeboat.aws.ObjectWrite;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// The two halves of one bucket, and what S3 says of them. Thread-safe.
public record Buckets(AwsClients clients, ReplicatedBucket planned) {

  /// S3 has no name for the region it began in.
  public static final String FIRST_REGION = "us-east-1";

  private static final Set<String> ABSENT =
      Set.of(
          "NoSuchBucketPolicy",
          "NoSuchKey",
          "ReplicationConfigurationNotFoundError",
          "ServerSideEncryptionConfigurationNotFoundError");
  private static final int MOVED = 301;
  private static final int NOT_FOUND = 404;

  BucketSite site(String region) {
    return planned.sites().in(region);
  }

  /// The name of the bucket in `region`.
  String bucket(String region) {
    return site(region).bucket();
  }

  String otherThan(String region) {
    return planned.sites().otherThan(region);
  }

  S3Client s3(String region) {
    return clients.client(AwsApi.s3(), site(region).awsRegion());
  }

  /// Makes a call into `region`; what fails is told with the region's name.
  <T> T call(String region, RegionCall.Of<S3Client, T> call)
      throws ProblemException, InterruptedException {
    return at(region).make(call);
  }

  /// The same; empty where what is asked for is not there.
  <T> Optional<T> find(String region, RegionCall.Of<S3Client, T> call)
      throws ProblemException, InterruptedException {
    return at(region).find(call, Buckets::isAbsent);
  }

  /// The same; empty where S3 refuses as `refused` says.
  <T> Optional<T> find(String region, RegionCall.Of<S3Client, T> call, Predicate<Throwable> refused)
      throws ProblemException, InterruptedException {
    return at(region).find(call, refused);
  }

  private RegionCall<S3Client> at(String region) {
    return clients.at(
        AwsApi.s3(),
        site(region).awsRegion(),
        AwsFailure.lookedAtBeforeRepeated(
            "bucket %s of %s".formatted(bucket(region), planned.name())));
  }

  /// What S3 says of an object; empty where there is none, or a delete marker on top of it.
  Optional<HeadObjectResponse> head(String region, String key)
      throws ProblemException, InterruptedException {
    return find(region, s3 -> s3.headObject(object(region, key, null)));
  }

  /// When an object that is there was written, by the clock of S3.
  Instant written(String region, String key) throws ProblemException, InterruptedException {
    return call(region, s3 -> s3.headObject(object(region, key, null))).lastModified();
  }

  /// What S3 says of one version of an object; empty where there is none.
  Optional<HeadObjectResponse> head(String region, String key, String version)
      throws ProblemException, InterruptedException {
    return find(region, s3 -> s3.headObject(object(region, key, version)));
  }

  /// Whether a version of an object came from the other bucket.
  boolean isReplica(String region, String key, String version)
      throws ProblemException, InterruptedException {
    return call(region, s3 -> s3.headObject(object(region, key, version))).replicationStatus()
        == ReplicationStatus.REPLICA;
  }

  private HeadObjectRequest object(String region, String key, @Nullable String version) {
    return HeadObjectRequest.builder().bucket(bucket(region)).key(key).versionId(version).build();
  }

  /// What an object holds; empty where there is none.
  Optional<byte[]> read(String region, String key) throws ProblemException, InterruptedException {
    return find(
        region, s3 -> s3.getObjectAsBytes(it -> it.bucket(bucket(region)).key(key)).asByteArray());
  }

  void write(String region, String key, RequestBody body)
      throws ProblemException, InterruptedException {
    call(region, s3 -> s3.putObject(it -> it.bucket(bucket(region)).key(key), body));
  }

  /// Writes an object where there is the one of `tag`, or none; whoever was first has done it.
  void writeOnce(String region, String key, Optional<String> tag, RequestBody body)
      throws ProblemException, InterruptedException {
    var request = PutObjectRequest.builder().bucket(bucket(region)).key(key);
    tag.ifPresentOrElse(request::ifMatch, () -> request.ifNoneMatch("*"));
    var _ = find(region, s3 -> s3.putObject(request.build(), body), ObjectWrite::isRefused);
  }

  /// An answer to HEAD has no body, and so no code.
  private static boolean isAbsent(Throwable thrown) {
    if (!(thrown instanceof S3Exception answer) || thrown instanceof NoSuchBucketException) {
      return false;
    }
    var details = answer.awsErrorDetails();
    var code = details == null || details.errorCode() == null ? "" : details.errorCode();
    return ABSENT.contains(code) || (answer.statusCode() == NOT_FOUND && code.isEmpty());
  }

  /// Two regions have other names here: "GetBucketLocation" of the S3 API reference.
  static String regionOf(@Nullable String constraint) {
    return switch (constraint) {
      case null -> FIRST_REGION;
      case "" -> FIRST_REGION;
      case "EU" -> "eu-west-1";
      default -> constraint;
    };
  }

  /// What keeps the bucket in `region` from being half of a replicated one; empty if nothing.
  ///
  /// @throws ProblemException when nobody could look
  public Optional<Problem> fault(String region) throws ProblemException, InterruptedException {
    var site = site(region);
    try {
      var there =
          call(region, s3 -> s3.getBucketLocation(it -> it.bucket(site.bucket())))
              .locationConstraintAsString();
      var found = regionOf(there);
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
    return find(
        region,
        s3 -> s3.getBucketReplication(it -> it.bucket(bucket(region))).replicationConfiguration());
  }

  /// The rule that leads from `region` to the other one.
  ReplicationWay way(String region) {
    return new ReplicationWay(
        planned.name(),
        site(region),
        site(otherThan(region)),
        planned.deletes(),
        planned.timeControl());
  }
}
