package dev.lifeboat.vault.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.lab.lockedbucket.BucketLogin;
import dev.lifeboat.lab.lockedbucket.BucketLogin.Right;
import dev.lifeboat.vault.VaultStore.Shelf;
import dev.lifeboat.wire.Await;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// Goal: with a writer's stolen login nobody takes away what a vault has, and the attempt is seen.
///
/// Method: a bare S3 client against the bucket's process, by every call of S3 that could do harm.
final class LockedBucketTest {
  private static final String BUCKET = "vaults";
  private static final String KEY = "shop/packs/a0";
  private static final byte[] BYTES = {1, 2, 3, 4, 5};
  private static final long MONTH = 30 * 86_400L;

  @TempDir private static Path folder;
  private static LockedBucketProcess bucket;
  private static S3Client writer;
  private static S3Client keeper;

  @BeforeAll
  static void start() throws Exception {
    bucket = LockedBucketProcess.start(folder, MONTH);
    writer = bucket.client(LockedBucketProcess.WRITER);
    keeper = bucket.client(LockedBucketProcess.KEEPER);
    store("shop").put(Shelf.PACKS, "a0", BYTES, BYTES.length);
  }

  @AfterAll
  static void stop() {
    bucket.close();
  }

  private static S3VaultStore store(String prefix) {
    return new S3VaultStore(bucket.client(LockedBucketProcess.WRITER), bucket.place(prefix));
  }

  private static Map<String, Consumer<S3Client>> ofTheObject() {
    var calls = new LinkedHashMap<String, Consumer<S3Client>>();
    calls.put("delete", it -> it.deleteObject(r -> r.bucket(BUCKET).key(KEY)));
    calls.put(
        "delete version", it -> it.deleteObject(r -> r.bucket(BUCKET).key(KEY).versionId("null")));
    calls.put(
        "delete with bypass",
        it -> it.deleteObject(r -> r.bucket(BUCKET).key(KEY).bypassGovernanceRetention(true)));
    calls.put(
        "delete many",
        it ->
            it.deleteObjects(r ->
                r.bucket(BUCKET)
                    .delete(d -> d.objects(ObjectIdentifier.builder().key(KEY).build()))));
    calls.put(
        "overwrite",
        it -> it.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.fromString("locked")));
    calls.put(
        "overwrite with nothing",
        it -> it.putObject(r -> r.bucket(BUCKET).key(KEY), RequestBody.empty()));
    calls.put(
        "copy over",
        it ->
            it.copyObject(r ->
                r.sourceBucket(BUCKET)
                    .sourceKey(KEY)
                    .destinationBucket(BUCKET)
                    .destinationKey(KEY)));
    calls.put("upload in parts", it -> it.createMultipartUpload(r -> r.bucket(BUCKET).key(KEY)));
    calls.put(
        "shorten",
        it ->
            it.putObjectRetention(r ->
                r.bucket(BUCKET)
                    .key(KEY)
                    .bypassGovernanceRetention(true)
                    .retention(x ->
                        x.mode(ObjectLockRetentionMode.GOVERNANCE)
                            .retainUntilDate(Instant.now().plusSeconds(1)))));
    calls.put(
        "take retention away",
        it -> it.putObjectRetention(r -> r.bucket(BUCKET).key(KEY).retention(x -> {})));
    calls.put(
        "release",
        it ->
            it.putObjectLegalHold(r ->
                r.bucket(BUCKET).key(KEY).legalHold(x -> x.status(ObjectLockLegalHoldStatus.OFF))));
    return calls;
  }

  private static Map<String, Consumer<S3Client>> ofItsSettings() {
    var calls = new LinkedHashMap<String, Consumer<S3Client>>();
    calls.put(
        "acl",
        it ->
            it.putObjectAcl(r -> r.bucket(BUCKET).key(KEY).acl(ObjectCannedACL.PUBLIC_READ_WRITE)));
    calls.put(
        "tag",
        it ->
            it.putObjectTagging(r ->
                r.bucket(BUCKET)
                    .key(KEY)
                    .tagging(x -> x.tagSet(Tag.builder().key("a").value("b").build()))));
    calls.put("untag", it -> it.deleteObjectTagging(r -> r.bucket(BUCKET).key(KEY)));
    calls.put("restore", it -> it.restoreObject(r -> r.bucket(BUCKET).key(KEY)));
    return calls;
  }

  private static Map<String, Consumer<S3Client>> ofTheBucket() {
    var calls = new LinkedHashMap<String, Consumer<S3Client>>();
    calls.put("delete bucket", it -> it.deleteBucket(r -> r.bucket(BUCKET)));
    calls.put("create bucket", it -> it.createBucket(r -> r.bucket(BUCKET)));
    calls.put(
        "suspend versions",
        it ->
            it.putBucketVersioning(r ->
                r.bucket(BUCKET)
                    .versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED))));
    calls.put(
        "unlock",
        it ->
            it.putObjectLockConfiguration(r -> r.bucket(BUCKET).objectLockConfiguration(x -> {})));
    calls.put(
        "expire",
        it ->
            it.putBucketLifecycleConfiguration(r ->
                r.bucket(BUCKET)
                    .lifecycleConfiguration(l ->
                        l.rules(
                            LifecycleRule.builder()
                                .status(ExpirationStatus.ENABLED)
                                .filter(f -> f.prefix(""))
                                .expiration(e -> e.days(1))
                                .build()))));
    calls.put("policy", it -> it.putBucketPolicy(r -> r.bucket(BUCKET).policy("{}")));
    calls.put("no policy", it -> it.deleteBucketPolicy(r -> r.bucket(BUCKET)));
    calls.put("no encryption", it -> it.deleteBucketEncryption(r -> r.bucket(BUCKET)));
    calls.put("no lifecycle", it -> it.deleteBucketLifecycle(r -> r.bucket(BUCKET)));
    calls.put("no replication", it -> it.deleteBucketReplication(r -> r.bucket(BUCKET)));
    return calls;
  }

  private static S3Exception refused(S3Client by, String what, Consumer<S3Client> call) {
    return assertThatExceptionOfType(S3Exception.class)
        .as(what)
        .isThrownBy(() -> call.accept(by))
        .actual();
  }

  private static String attempts() throws Exception {
    return Files.readString(bucket.state().resolve("attempts.jsonl"));
  }

  private static void assertWhole() throws Exception {
    assertThat(store("shop").get(Shelf.PACKS, "a0")).isEqualTo(BYTES);
    assertThat(
            keeper.getObjectRetention(r -> r.bucket(BUCKET).key(KEY)).retention().retainUntilDate())
        .isAfter(Instant.now().plus(29, ChronoUnit.DAYS));
  }

  @Test
  void no_call_of_a_writer_takes_anything_away_and_each_is_seen() throws Exception {
    var calls = new LinkedHashMap<>(ofTheObject());
    calls.putAll(ofItsSettings());
    calls.putAll(ofTheBucket());
    for (var call : calls.entrySet()) {
      long before = attempts(LockedBucketProcess.WRITER);
      assertThat(refused(writer, call.getKey(), call.getValue()).statusCode())
          .as(call.getKey())
          .isEqualTo(403);
      assertThat(attempts(LockedBucketProcess.WRITER)).as(call.getKey()).isEqualTo(before + 1);
    }
    assertWhole();
    assertThat(Files.readString(folder.resolve("locked.log")))
        .as("an alarm as it happens")
        .contains(
            "\"login\":\"east-writer\",\"method\":\"DELETE\",\"path\":\"/vaults/shop/packs/a0\","
                + "\"why\":\"shop/packs/a0 is kept until");
  }

  private static long attempts(BucketLogin by) throws Exception {
    return Files.exists(bucket.state().resolve("attempts.jsonl"))
        ? attempts().lines().filter(it -> it.contains('"' + by.name() + '"')).count()
        : 0;
  }

  @Test
  void the_keeper_takes_nothing_away_before_its_time_either() throws Exception {
    for (var name : new String[] {"delete", "delete many", "overwrite", "shorten", "copy over"}) {
      assertThat(refused(keeper, name, ofTheObject().get(name)).statusCode()).isEqualTo(403);
    }
    assertThat(refused(keeper, "unlock", ofTheBucket().get("unlock")).statusCode()).isEqualTo(403);
    assertWhole();
  }

  @Test
  void a_hold_is_released_by_the_keeper_alone_and_all_may_keep_longer() throws Exception {
    store("held").put(Shelf.PACKS, "a0", BYTES, BYTES.length);
    var key = "held/packs/a0";
    writer.putObjectLegalHold(
        r -> r.bucket(BUCKET).key(key).legalHold(x -> x.status(ObjectLockLegalHoldStatus.ON)));
    Consumer<S3Client> release =
        it ->
            it.putObjectLegalHold(r ->
                r.bucket(BUCKET).key(key).legalHold(x -> x.status(ObjectLockLegalHoldStatus.OFF)));
    refused(writer, "release", release);
    release.accept(keeper);

    var later = Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    writer.putObjectRetention(r ->
        r.bucket(BUCKET)
            .key(key)
            .retention(x -> x.mode(ObjectLockRetentionMode.COMPLIANCE).retainUntilDate(later)));
    assertThat(
            writer.getObjectRetention(r -> r.bucket(BUCKET).key(key)).retention().retainUntilDate())
        .isEqualTo(later);
  }

  @Test
  void who_does_not_know_a_secret_reads_nothing_and_is_seen() throws Exception {
    var guessed = bucket.client(new BucketLogin("guess", Right.WRITER, "writer", "another-secret"));
    var unknown = bucket.client(new BucketLogin("guess", Right.KEEPER, "nobody", "secret"));
    Consumer<S3Client> read = it -> it.getObjectAsBytes(r -> r.bucket(BUCKET).key(KEY));
    refused(guessed, "read", read);
    refused(unknown, "read", read);
    assertThat(Files.readString(bucket.state().resolve("strangers.jsonl")))
        .contains("the signature is not of this request", "no login has that key");
  }

  @Test
  void the_bucket_tells_its_lock_and_keeps_what_it_has_over_a_kill() throws Exception {
    var own = Files.createDirectory(folder.resolve("own"));
    try (var first = LockedBucketProcess.start(own, MONTH);
        var store =
            new S3VaultStore(first.client(LockedBucketProcess.WRITER), first.place("shop"))) {
      assertThat(store.lock()).isEqualTo(new ObjectLock(ObjectLock.Mode.COMPLIANCE, 30));
      store.put(Shelf.PACKS, "a0", BYTES, BYTES.length);
    }
    try (var again = LockedBucketProcess.start(own, MONTH);
        var store =
            new S3VaultStore(again.client(LockedBucketProcess.WRITER), again.place("shop"))) {
      assertThat(store.get(Shelf.PACKS, "a0")).isEqualTo(BYTES);
      assertThatExceptionOfType(AccessDeniedException.class)
          .isThrownBy(() -> store.delete(Shelf.PACKS, "a0"));
    }
  }

  @Test
  void what_has_had_its_time_may_go() throws Exception {
    var own = Files.createDirectory(folder.resolve("short"));
    try (var brief = LockedBucketProcess.start(own, 3);
        var store =
            new S3VaultStore(brief.client(LockedBucketProcess.WRITER), brief.place("shop"))) {
      store.put(Shelf.PACKS, "a0", BYTES, BYTES.length);
      Await.until(
          "its time is over",
          () -> {
            try {
              store.delete(Shelf.PACKS, "a0");
              return true;
            } catch (AccessDeniedException kept) {
              return false;
            }
          });
      assertThat(store.list(Shelf.PACKS)).isEmpty();
    }
  }
}
