package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsClients;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLifecycleConfigurationResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockRequest;
import software.amazon.awssdk.services.s3.model.PutPublicAccessBlockResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/// Buckets of one account in memory: what they hold, and what was asked of them.
final class MemoryTemplates implements S3Client {
  final Map<String, TreeSet<String>> buckets = new TreeMap<>();
  final List<Object> asked = new ArrayList<>();
  final Map<String, Object> settings = new TreeMap<>();

  /// Whether nobody may list what a bucket has.
  boolean secretive;

  /// Clients of any region that reach them, of account 123456789012.
  AwsClients clients() {
    return new AwsClients(Optional.empty(), AnonymousCredentialsProvider.create())
        .with((kind, _) ->
            kind == S3Client.class
                ? Optional.of(this)
                : kind == StsClient.class ? Optional.of(new Account()) : Optional.empty());
  }

  private record Account() implements StsClient {
    @Override
    public GetCallerIdentityResponse getCallerIdentity(GetCallerIdentityRequest request) {
      return GetCallerIdentityResponse.builder().account("123456789012").build();
    }

    @Override
    public String serviceName() {
      return "sts";
    }

    @Override
    public void close() {}
  }

  private TreeSet<String> keys(String bucket) {
    return Objects.requireNonNull(buckets.get(bucket), bucket);
  }

  @Override
  public CreateBucketResponse createBucket(CreateBucketRequest request) {
    if (buckets.putIfAbsent(request.bucket(), new TreeSet<>()) != null) {
      throw BucketAlreadyOwnedByYouException.builder().build();
    }
    return CreateBucketResponse.builder().build();
  }

  @Override
  public PutPublicAccessBlockResponse putPublicAccessBlock(PutPublicAccessBlockRequest request) {
    asked.add(request.publicAccessBlockConfiguration());
    return PutPublicAccessBlockResponse.builder().build();
  }

  private Object setting(String bucket, String kind) {
    var present = settings.get(bucket + " " + kind);
    if (present == null) {
      throw (S3Exception) S3Exception.builder().statusCode(404).build();
    }
    return present;
  }

  private void set(String bucket, String kind, Object setting) {
    keys(bucket);
    settings.put(bucket + " " + kind, setting);
    asked.add(setting);
  }

  @Override
  public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
    return GetBucketPolicyResponse.builder()
        .policy(setting(request.bucket(), "policy").toString())
        .build();
  }

  @Override
  public PutBucketPolicyResponse putBucketPolicy(PutBucketPolicyRequest request) {
    set(request.bucket(), "policy", request.policy());
    return PutBucketPolicyResponse.builder().build();
  }

  @Override
  public GetBucketLifecycleConfigurationResponse getBucketLifecycleConfiguration(
      GetBucketLifecycleConfigurationRequest request) {
    var _ = setting(request.bucket(), "lifecycle");
    return GetBucketLifecycleConfigurationResponse.builder().build();
  }

  @Override
  public PutBucketLifecycleConfigurationResponse putBucketLifecycleConfiguration(
      PutBucketLifecycleConfigurationRequest request) {
    set(
        request.bucket(),
        "lifecycle",
        request.lifecycleConfiguration().rules().getFirst().expiration());
    return PutBucketLifecycleConfigurationResponse.builder().build();
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    if (!buckets.containsKey(request.bucket())) {
      throw NoSuchBucketException.builder().build();
    }
    keys(request.bucket()).add(request.key());
    return PutObjectResponse.builder().build();
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    if (secretive) {
      var denied = AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("no").build();
      throw (S3Exception) S3Exception.builder().awsErrorDetails(denied).build();
    }
    if (!buckets.containsKey(request.bucket())) {
      throw NoSuchBucketException.builder().build();
    }
    return ListObjectsV2Response.builder()
        .contents(
            keys(request.bucket()).stream().map(it -> S3Object.builder().key(it).build()).toList())
        .build();
  }

  @Override
  public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
    keys(request.bucket()).remove(request.key());
    return DeleteObjectResponse.builder().build();
  }

  @Override
  public DeleteBucketResponse deleteBucket(DeleteBucketRequest request) {
    if (!keys(request.bucket()).isEmpty()) {
      throw new IllegalStateException("BucketNotEmpty");
    }
    buckets.remove(request.bucket());
    return DeleteBucketResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
