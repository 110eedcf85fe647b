package dev.lifeboat.vault.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.PassphraseCost;
import dev.lifeboat.vault.SnapshotChoice;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.VaultProgress;
import dev.lifeboat.vault.VaultSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Goal: with a writer's stolen login nobody takes a retained snapshot away through the old packs
/// and keys that it needs.
///
/// Method: between two starts of the bucket each of its notes is made older, as if time had passed.
/// Then a bare S3 client of the writer deletes or overwrites each object.
final class OldPackAttackTest {
  private static final long MONTH = 30 * 86_400L;
  private static final VaultSecret SECRET =
      new VaultSecret.Passphrase("correct horse".getBytes(StandardCharsets.UTF_8));
  private static final Pattern TIME = Pattern.compile("\"(put|until)\"\\s*:\\s*\"([^\"]+)\"");

  @TempDir private Path folder;

  private static S3VaultStore store(LockedBucketProcess bucket) {
    return new S3VaultStore(bucket.client(LockedBucketProcess.WRITER), bucket.place("shop"));
  }

  private static Vault open(S3VaultStore store) throws IOException {
    return Vault.open(store, SECRET, new SecureRandom(), Clock.systemUTC());
  }

  private Path source() throws IOException {
    var source = folder.resolve("source");
    if (!Files.exists(source)) {
      Files.createDirectory(source);
      Files.write(source.resolve("large"), bytes());
    }
    return source;
  }

  private static byte[] bytes() {
    var bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private String backup(String content, boolean first) throws Exception {
    Files.writeString(source().resolve("small"), content);
    try (var bucket = LockedBucketProcess.start(folder, MONTH);
        var store = store(bucket)) {
      if (first) {
        Vault.create(
            store, SECRET, new PassphraseCost(64, 1, 1), new SecureRandom(), Clock.systemUTC());
      }
      return open(store).backup(source(), VaultProgress.SILENT).snapshot().id();
    }
  }

  /// With the bucket down.
  private void pass(Duration time) throws IOException {
    try (var notes = Files.list(folder.resolve("locked-" + MONTH).resolve("objects"))) {
      for (var note : notes.filter(it -> it.toString().endsWith(".json")).toList()) {
        var older =
            TIME.matcher(Files.readString(note))
                .replaceAll(it ->
                    "\"%s\":\"%s\"".formatted(it.group(1), Instant.parse(it.group(2)).minus(time)));
        Files.writeString(note, older);
      }
    }
  }

  /// Gives the keys that went.
  private static List<String> plunder(LockedBucketProcess bucket) {
    var gone = new ArrayList<String>();
    try (var s3 = bucket.client(LockedBucketProcess.WRITER)) {
      var keys =
          s3.listObjectsV2(it -> it.bucket("vaults")).contents().stream()
              .map(S3Object::key)
              .toList();
      for (var key : keys) {
        try {
          if (gone.size() % 2 == 0) {
            s3.deleteObject(it -> it.bucket("vaults").key(key));
          } else {
            s3.putObject(it -> it.bucket("vaults").key(key), RequestBody.fromString("ransom"));
          }
          gone.add(key);
        } catch (S3Exception refused) {
          assertThat(refused.statusCode()).isEqualTo(403);
        }
      }
    }
    return gone;
  }

  @Test
  void a_retained_snapshot_outlives_the_first_lock_of_its_packs_and_keys() throws Exception {
    backup("one", true);
    pass(Duration.ofDays(20));
    var second = backup("two", false);
    pass(Duration.ofDays(15));

    try (var bucket = LockedBucketProcess.start(folder, MONTH);
        var store = store(bucket)) {
      assertThat(plunder(bucket))
          .as("what had its time and nothing needs")
          .isNotEmpty()
          .noneMatch(it -> it.startsWith("shop/keys/"));
      var target = folder.resolve("target");
      var result =
          open(store)
              .restore(new SnapshotChoice.Id(second), List.of(), target, VaultProgress.SILENT);
      assertThat(result.damages()).isEmpty();
      assertThat(target.resolve("large")).hasBinaryContent(bytes());
      assertThat(target.resolve("small")).hasContent("two");
    }
  }
}
