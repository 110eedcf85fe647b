package dev.lifeboat.aws.s3;

import dev.lifeboat.aws.ObjectWrite;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tagging;

/// Puts an older version of an object on top of it, with its metadata, its tags and its encryption.
/// What is too large for one call is put together of parts, which are given up if that fails.
///
/// @param region whose half it is in
/// @param version that readers are to see
/// @param top the tag of what is current there; empty if that is a delete marker
record VersionCopy(
    Buckets buckets, String region, String key, String version, Optional<String> top) {
  /// What one call copies: S3 would take 5 GB, for which it may need more than a minute.
  private static final long PART_BYTES = 256L << 20;

  /// Of one object, by S3's rule.
  private static final int MOST_PARTS = 10_000;

  /// S3 answers once it has copied, which takes longer than other calls.
  private static final Duration ATTEMPT = Duration.ofMinutes(1);

  /// Does it, unless somebody wrote meanwhile: that is what readers are to see then.
  void make() throws ProblemException, InterruptedException {
    var of = buckets.head(region, key, version);
    if (of.isEmpty()) {
      return; // Removed for good meanwhile; nothing can be put back.
    }
    if (of.get().contentLength() > PART_BYTES) {
      inParts(of.get());
    } else {
      buckets.call(region, s3 -> s3.copyObject(whole(of.get())));
    }
  }

  private CopyObjectRequest whole(HeadObjectResponse of) {
    return CopyObjectRequest.builder()
        .sourceBucket(buckets.bucket(region))
        .sourceKey(key)
        .sourceVersionId(version)
        .destinationBucket(buckets.bucket(region))
        .destinationKey(key)
        .serverSideEncryption(kms(of))
        .ssekmsKeyId(kms(of) == null ? null : of.ssekmsKeyId())
        .storageClass(of.storageClassAsString())
        .overrideConfiguration(VersionCopy::patiently)
        .build();
  }

  private static void patiently(AwsRequestOverrideConfiguration.Builder call) {
    call.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(ATTEMPT.multipliedBy(2));
  }

  /// Nothing where it is S3's own encryption, which is there by itself.
  private static @Nullable ServerSideEncryption kms(HeadObjectResponse of) {
    return EncryptedObjects.isOfKms(of.serverSideEncryption()) ? of.serverSideEncryption() : null;
  }

  private void inParts(HeadObjectResponse of) throws ProblemException, InterruptedException {
    var begun = begin(of);
    var upload = buckets.call(region, s3 -> s3.createMultipartUpload(begun)).uploadId();
    boolean done = false;
    try {
      var parts = parts(upload, of.contentLength());
      var complete =
          CompleteMultipartUploadRequest.builder()
              .bucket(buckets.bucket(region))
              .key(key)
              .uploadId(upload)
              .overrideConfiguration(VersionCopy::patiently)
              .multipartUpload(it -> it.parts(parts));
      top.ifPresentOrElse(complete::ifMatch, () -> complete.ifNoneMatch("*"));
      done =
          buckets
              .find(
                  region,
                  s3 -> s3.completeMultipartUpload(complete.build()),
                  ObjectWrite::isRefused)
              .isPresent();
    } finally {
      if (!done) {
        giveUp(upload);
      }
    }
  }

  /// S3 copies none of this with parts.
  private CreateMultipartUploadRequest begin(HeadObjectResponse of)
      throws ProblemException, InterruptedException {
    var bucket = buckets.bucket(region);
    var tags =
        buckets
            .call(
                region,
                s3 -> s3.getObjectTagging(it -> it.bucket(bucket).key(key).versionId(version)))
            .tagSet();
    return CreateMultipartUploadRequest.builder()
        .bucket(bucket)
        .key(key)
        .metadata(of.metadata())
        .contentType(of.contentType())
        .contentEncoding(of.contentEncoding())
        .contentLanguage(of.contentLanguage())
        .contentDisposition(of.contentDisposition())
        .cacheControl(of.cacheControl())
        .websiteRedirectLocation(of.websiteRedirectLocation())
        .storageClass(of.storageClassAsString())
        .serverSideEncryption(kms(of))
        .ssekmsKeyId(kms(of) == null ? null : of.ssekmsKeyId())
        .tagging(tags.isEmpty() ? null : Tagging.builder().tagSet(tags).build())
        .build();
  }

  private List<CompletedPart> parts(String upload, long bytes)
      throws ProblemException, InterruptedException {
    long each = Math.max(PART_BYTES, Math.ceilDiv(bytes, MOST_PARTS));
    var bucket = buckets.bucket(region);
    var parts = new ArrayList<CompletedPart>();
    for (long from = 0; from < bytes; from += each) {
      int number = parts.size() + 1;
      var range = "bytes=%d-%d".formatted(from, Math.min(from + each, bytes) - 1);
      var copied =
          buckets.call(
              region,
              s3 ->
                  s3.uploadPartCopy(it ->
                      it.sourceBucket(bucket)
                          .sourceKey(key)
                          .sourceVersionId(version)
                          .copySourceRange(range)
                          .destinationBucket(bucket)
                          .destinationKey(key)
                          .uploadId(upload)
                          .partNumber(number)
                          .overrideConfiguration(VersionCopy::patiently)));
      parts.add(
          CompletedPart.builder().partNumber(number).eTag(copied.copyPartResult().eTag()).build());
    }
    return parts;
  }

  /// Parts that stay are paid for. That they cannot be given up changes nothing of what went wrong.
  private void giveUp(String upload) throws InterruptedException {
    var bucket = buckets.bucket(region);
    try {
      buckets.call(
          region, s3 -> s3.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload)));
    } catch (ProblemException _) {
      // What went wrong is told already; a lifecycle rule ends what is left.
    }
  }
}
