package dev.lifeboat.vault.s3;

import dev.lifeboat.vault.StoreLocks;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Locks of a bucket that keeps each version.
///
/// @param bucket what it keeps each for
record BucketLocks(S3Client s3, S3Place place, ObjectLock bucket) implements StoreLocks {
  private static final int NOT_FOUND = 404;

  @Override
  public Duration each() {
    return Duration.ofDays(bucket.days());
  }

  @Override
  public String where() {
    return "%s %s".formatted(place.endpoint().map(URI::toString).orElse("AWS"), place);
  }

  @Override
  public String right() {
    return "s3:PutObjectRetention and s3:GetObjectRetention";
  }

  @Override
  public Instant until(Shelf shelf, String name) throws IOException {
    return until(look(place.key(shelf, name)));
  }

  private static Instant until(HeadObjectResponse object) {
    return Optional.ofNullable(object.objectLockRetainUntilDate()).orElse(Instant.EPOCH);
  }

  /// Of the version that whoever reads gets, though another one comes meanwhile.
  @Override
  public void lengthen(Shelf shelf, String name, Instant until) throws IOException {
    var key = place.key(shelf, name);
    var object = look(key);
    try {
      s3.putObjectRetention(it ->
          it.bucket(place.bucket())
              .key(key)
              .versionId(object.versionId())
              .retention(lock -> lock.mode(mode(object)).retainUntilDate(until)));
    } catch (SdkException failed) {
      throw failure(key, failed);
    }
  }

  /// No lock becomes a weaker one.
  private ObjectLockRetentionMode mode(HeadObjectResponse object) {
    return bucket.mode() == ObjectLock.Mode.COMPLIANCE
            || "COMPLIANCE".equals(object.objectLockModeAsString())
        ? ObjectLockRetentionMode.COMPLIANCE
        : ObjectLockRetentionMode.GOVERNANCE;
  }

  private HeadObjectResponse look(String key) throws IOException {
    try {
      return s3.headObject(it -> it.bucket(place.bucket()).key(key));
    } catch (SdkException failed) {
      throw failure(key, failed);
    }
  }

  private IOException failure(String key, SdkException failed) {
    return failed instanceof S3Exception refused && refused.statusCode() == NOT_FOUND
        ? new NoSuchFileException(key)
        : S3VaultStore.failure(place, failed);
  }
}
