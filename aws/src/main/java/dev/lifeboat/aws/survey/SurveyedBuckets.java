package dev.lifeboat.aws.survey;

import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketReplicationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// Settings of buckets, one by one: S3 has no page of them. Objects are read as they are asked for.
final class SurveyedBuckets implements S3Client {
  private final S3Client s3;
  private final CachedAnswers<String, GetBucketLocationResponse> locations;
  private final CachedAnswers<String, GetBucketVersioningResponse> versionings;
  private final CachedAnswers<String, GetBucketReplicationResponse> replications;
  private final CachedAnswers<String, GetBucketPolicyResponse> policies;

  SurveyedBuckets(S3Client s3, QuestionBudget allowance) {
    this.s3 = s3;
    this.locations =
        new CachedAnswers<>(bucket -> {
          allowance.take();
          return s3.getBucketLocation(it -> it.bucket(bucket));
        });
    this.versionings =
        new CachedAnswers<>(bucket -> {
          allowance.take();
          return s3.getBucketVersioning(it -> it.bucket(bucket));
        });
    this.replications =
        new CachedAnswers<>(bucket -> {
          allowance.take();
          return s3.getBucketReplication(it -> it.bucket(bucket));
        });
    this.policies =
        new CachedAnswers<>(bucket -> {
          allowance.take();
          return s3.getBucketPolicy(it -> it.bucket(bucket));
        });
  }

  @Override
  public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest request) {
    return locations.get(request.bucket());
  }

  @Override
  public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
    return versionings.get(request.bucket());
  }

  @Override
  public GetBucketReplicationResponse getBucketReplication(GetBucketReplicationRequest request) {
    return replications.get(request.bucket());
  }

  @Override
  public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
    return policies.get(request.bucket());
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    return s3.getObject(request, transformer);
  }

  @Override
  public String serviceName() {
    return s3.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
