package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.RegionSites;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.ReplicationConfiguration;
import software.amazon.awssdk.services.s3.model.ReplicationStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Both halves of a bucket, by what a test has S3 answer: each replicates to the other one, takes
/// writes, and holds nothing.
final class AnsweredBucket {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  /// By bucket, as [ListedVersions] has them.
  final Map<String, List<String>> listed = new HashMap<>();

  /// By bucket.
  final Map<String, ReplicationConfiguration> rules = new HashMap<>();

  final Map<String, String> policies = new HashMap<>();
  final Map<String, Boolean> versioned = new HashMap<>();

  /// What an object holds, by its key; those of both halves in one.
  final Map<String, String> objects = new HashMap<>();

  /// How far an object came, by its key or its version.
  final Map<String, ReplicationStatus> statuses = new HashMap<>();

  /// Whether S3 obeys a policy that refuses writes.
  boolean obeys = true;

  final AwsAnswers answers = new AwsAnswers();
  final Buckets buckets;

  AnsweredBucket() {
    var sites = new LinkedHashMap<String, BucketSite>();
    sites.put("east", new BucketSite("us-east-1", "images-east", "role", Optional.of("key-e")));
    sites.put("west", new BucketSite("us-west-2", "images-west", "role", Optional.of("key-w")));
    var planned = new ReplicatedBucket(new RegionSites<>("images", sites), true, false);
    buckets = new Buckets(answers.clients(), planned);
    for (var site : sites.entrySet()) {
      var bucket = site.getValue().bucket();
      rules.put(bucket, buckets.way(site.getKey()).in(Optional.empty()));
      listed.put(bucket, List.of());
      versioned.put(bucket, true);
    }
    answer();
  }

  private void answer() {
    answers
        .toReader(it -> Optional.ofNullable(objects.get(it.key())))
        .to(
            GetBucketLocationRequest.class,
            it ->
                GetBucketLocationResponse.builder()
                    .locationConstraint(it.bucket().endsWith("west") ? "us-west-2" : "")
                    .build())
        .to(
            GetBucketVersioningRequest.class,
            it ->
                GetBucketVersioningResponse.builder()
                    .status(Boolean.TRUE.equals(versioned.get(it.bucket())) ? "Enabled" : null)
                    .build())
        .to(
            GetBucketReplicationRequest.class,
            it ->
                GetBucketReplicationResponse.builder()
                    .replicationConfiguration(
                        there(rules.get(it.bucket()), "ReplicationConfigurationNotFoundError"))
                    .build())
        .to(
            PutBucketReplicationRequest.class,
            it -> {
              rules.put(it.bucket(), it.replicationConfiguration());
              return PutBucketReplicationResponse.builder().build();
            })
        .to(
            GetBucketPolicyRequest.class,
            it ->
                GetBucketPolicyResponse.builder()
                    .policy(there(policies.get(it.bucket()), "NoSuchBucketPolicy"))
                    .build())
        .to(
            PutBucketPolicyRequest.class,
            it -> {
              policies.put(it.bucket(), it.policy());
              return PutBucketPolicyResponse.builder().build();
            })
        .to(
            DeleteBucketPolicyRequest.class,
            it -> {
              policies.remove(it.bucket());
              return DeleteBucketPolicyResponse.builder().build();
            })
        .to(HeadObjectRequest.class, this::head)
        .to(PutObjectRequest.class, this::put)
        .to(ListObjectVersionsRequest.class, it -> ListedVersions.of(listed.get(it.bucket())));
  }

  private HeadObjectResponse head(HeadObjectRequest asked) {
    var of = Optional.ofNullable(asked.versionId()).orElse(asked.key());
    var status = there(statuses.get(of), "NoSuchKey");
    return HeadObjectResponse.builder().lastModified(AT).replicationStatus(status).build();
  }

  /// A write that is to replace an object that is not there leaves nothing.
  private PutObjectResponse put(PutObjectRequest asked) {
    if (obeys && policies.containsKey(asked.bucket())) {
      throw failure(403, "AccessDenied", "with an explicit deny in a resource-based policy");
    }
    if (asked.ifMatch() != null) {
      throw failure(404, "NoSuchKey", "no such key");
    }
    return PutObjectResponse.builder().build();
  }

  private static <T> T there(T found, String missing) {
    if (found == null) {
      throw failure(404, missing, "there is none");
    }
    return found;
  }

  private static RuntimeException failure(int status, String code, String words) {
    return S3Exception.builder()
        .statusCode(status)
        .message(words)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(words).build())
        .build();
  }
}
