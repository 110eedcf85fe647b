package dev.lifeboat.vault.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.vault.LockRefusedException;
import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.VaultSecret;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Goal: whoever may write but not lengthen a lock is told which right is missing, before a byte is
/// uploaded.
///
/// Method: the lab's bucket, through clients whose logins lack a right as IAM has them.
final class LockRightTest {
  private static final long MONTH = 30 * 86_400L;
  private static final VaultSecret SECRET =
      new VaultSecret.Passphrase("correct horse".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;

  /// Client of a login without `s3:PutObjectRetention`.
  private static class Unauthorised extends DelegatingS3Client {
    final AtomicInteger puts = new AtomicInteger();

    Unauthorised(S3Client real) {
      super(real);
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
      puts.incrementAndGet();
      return super.putObject(request, body);
    }

    @Override
    public PutObjectRetentionResponse putObjectRetention(PutObjectRetentionRequest request) {
      throw S3Exception.builder()
          .statusCode(403)
          .message("not authorized to perform: s3:PutObjectRetention")
          .build();
    }
  }

  /// The same without `s3:GetObjectRetention` too, by which S3 leaves the lock out of an answer.
  private static final class Blind extends Unauthorised {
    Blind(S3Client real) {
      super(real);
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
      return super.headObject(request).toBuilder()
          .objectLockMode((String) null)
          .objectLockRetainUntilDate(null)
          .build();
    }
  }

  private static Vault vault(S3VaultStore store, InstantSource clock) throws IOException {
    return Vault.open(store, SECRET, new SecureRandom(), clock);
  }

  private Path source(String content) throws IOException {
    var source = Files.createDirectories(folder.resolve("source"));
    Files.writeString(source.resolve("file"), content);
    return source;
  }

  private static List<Item> all(S3VaultStore store) throws IOException {
    var found = new ArrayList<Item>();
    for (var shelf : Shelf.values()) {
      found.addAll(store.list(shelf));
    }
    return found;
  }

  @Test
  void a_backup_without_the_right_names_it_and_uploads_nothing() throws Exception {
    try (var bucket = LockedBucketProcess.start(folder, MONTH);
        var writer = bucket.client(LockedBucketProcess.WRITER)) {
      var store = new S3VaultStore(writer, bucket.place("shop"));
      var clock = Clock.systemUTC();
      Vault.create(store, SECRET, new PassphraseCost(64, 1, 1), new SecureRandom(), clock);
      vault(store, clock).backup(source("one"), VaultProgress.SILENT);
      var before = all(store);
      var later = InstantSource.offset(clock, Duration.ofDays(10));

      for (var login : List.of(new Unauthorised(writer), new Blind(writer))) {
        var without = new S3VaultStore(login, bucket.place("shop"));
        assertThatExceptionOfType(LockRefusedException.class)
            .isThrownBy(() -> vault(without, later).backup(source("two"), VaultProgress.SILENT))
            .withMessageContaining("the store does not keep keys/")
            .withMessageContaining("not authorized")
            .satisfies(it ->
                assertThat(it.right()).contains("s3:PutObjectRetention", "s3:GetObjectRetention"));
        assertThat(login.puts).hasValue(0);
        assertThat(all(store)).isEqualTo(before);
      }
    }
  }
}
