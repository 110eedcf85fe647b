package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
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
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/// Settings of buckets, one by one: S3 has no page of them. Objects are read as they are asked for,
/// and what S3 says of one is asked once.
final class BucketSurvey implements S3Client, PageClient {
  private final S3Client s3;
  private final CachedAnswers<GetBucketLocationRequest, GetBucketLocationResponse> locations;
  private final CachedAnswers<GetBucketVersioningRequest, GetBucketVersioningResponse> versionings;
  private final CachedAnswers<GetBucketReplicationRequest, GetBucketReplicationResponse> rules;
  private final CachedAnswers<GetBucketPolicyRequest, GetBucketPolicyResponse> policies;
  private final CachedAnswers<GetBucketEncryptionRequest, GetBucketEncryptionResponse> encryptions;
  private final CachedAnswers<ListObjectsV2Request, ListObjectsV2Response> pages;
  private final CachedAnswers<HeadObjectRequest, HeadObjectResponse> heads;

  BucketSurvey(S3Client s3, QuestionBudget budget) {
    this.s3 = s3;
    this.locations = CachedAnswers.within(budget, s3::getBucketLocation);
    this.versionings = CachedAnswers.within(budget, s3::getBucketVersioning);
    this.rules = CachedAnswers.within(budget, s3::getBucketReplication);
    this.policies = CachedAnswers.within(budget, s3::getBucketPolicy);
    this.encryptions = CachedAnswers.within(budget, s3::getBucketEncryption);
    this.pages = CachedAnswers.within(budget, s3::listObjectsV2);
    this.heads = new CachedAnswers<>(s3::headObject);
  }

  @Override
  public GetBucketLocationResponse getBucketLocation(GetBucketLocationRequest request) {
    return locations.get(request);
  }

  @Override
  public GetBucketVersioningResponse getBucketVersioning(GetBucketVersioningRequest request) {
    return versionings.get(request);
  }

  @Override
  public GetBucketReplicationResponse getBucketReplication(GetBucketReplicationRequest request) {
    return rules.get(request);
  }

  @Override
  public GetBucketPolicyResponse getBucketPolicy(GetBucketPolicyRequest request) {
    return policies.get(request);
  }

  @Override
  public GetBucketEncryptionResponse getBucketEncryption(GetBucketEncryptionRequest request) {
    return encryptions.get(request);
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return pages.get(request);
  }

  /// A few of each page that was asked for.
  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return heads.get(request);
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    return s3.getObject(request, transformer);
  }
}
