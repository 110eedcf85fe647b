package dev.lifeboat.vault.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Goal: an attack of a drill costs no backup, and is not taken for survived where it was not.
///
/// Method: a locked bucket in a process, and clients that answer some calls as other stores do.
final class StoreAttackTest {
  private static final byte[] BYTES = {1, 2, 3, 4, 5};
  private static final long MONTH = 30 * 86_400L;

  @TempDir private Path folder;

  /// Client of a store that answers as a test says.
  private static class AnsweredS3 extends DelegatingS3Client {
    final List<Instant> shortened = new ArrayList<>();
    final List<String> versions = new ArrayList<>();

    AnsweredS3(S3Client real) {
      super(real);
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
      if (request.versionId() != null) {
        versions.add(request.key());
      }
      return super.deleteObject(request);
    }

    @Override
    public PutObjectRetentionResponse putObjectRetention(PutObjectRetentionRequest request) {
      shortened.add(request.retention().retainUntilDate());
      return super.putObjectRetention(request);
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
      var key = request.delete().objects().getFirst().key();
      var error = S3Error.builder().key(key).code("AccessDenied").message("denied").build();
      return DeleteObjectsResponse.builder().errors(error).build();
    }
  }

  private LockedBucketProcess locked() throws Exception {
    return LockedBucketProcess.start(folder, MONTH);
  }

  private static S3Client writer(LockedBucketProcess bucket) {
    return bucket.client(LockedBucketProcess.WRITER);
  }

  private static S3VaultStore store(LockedBucketProcess bucket) {
    return new S3VaultStore(writer(bucket), bucket.place("shop"));
  }

  private static void put(LockedBucketProcess bucket, Shelf shelf, String name) throws Exception {
    try (var store = store(bucket)) {
      store.put(shelf, name, BYTES, BYTES.length);
    }
  }

  private static byte[] got(LockedBucketProcess bucket, Shelf shelf, String name) throws Exception {
    try (var store = store(bucket)) {
      return store.get(shelf, name);
    }
  }

  private static StoreAttack.Outcome attack(LockedBucketProcess bucket, S3Client by)
      throws Exception {
    return new StoreAttack(by, bucket.place("shop")).attack();
  }

  @Test
  void it_stops_at_its_own_object_where_the_store_lets_that_go() throws Exception {
    try (var open = LockedBucketProcess.start(folder, 0);
        var s3 = writer(open)) {
      put(open, Shelf.PACKS, "a0");
      var outcome = attack(open, s3);
      assertThat(outcome.let()).containsExactly("deletion of shop/attacks/probe");
      assertThat(outcome.objects()).isEqualTo(1);
      assertThat(got(open, Shelf.PACKS, "a0")).isEqualTo(BYTES);
    }
  }

  /// Its own object is new, and so always locked.
  @Test
  void what_has_had_its_time_is_left_alone_and_counted() throws Exception {
    try (var open = LockedBucketProcess.start(folder, 0)) {
      put(open, Shelf.PACKS, "a0");
    }
    Files.move(folder.resolve("locked-0"), folder.resolve("locked-" + MONTH));
    try (var bucket = locked();
        var s3 = writer(bucket)) {
      put(bucket, Shelf.PACKS, "b0");
      var outcome = attack(bucket, s3);
      assertThat(outcome).isEqualTo(new StoreAttack.Outcome(2, 14, List.of(), 1, List.of()));
      assertThat(got(bucket, Shelf.PACKS, "a0")).isEqualTo(BYTES);
    }
  }

  @Test
  void all_that_is_locked_is_attacked_in_each_way_and_one_object_stays_of_all_attacks()
      throws Exception {
    try (var bucket = locked();
        var s3 = new AnsweredS3(writer(bucket))) {
      put(bucket, Shelf.KEYS, "c0");
      put(bucket, Shelf.PACKS, "a0");
      var held = new StoreAttack.Outcome(3, 21, List.of(), 0, List.of());
      assertThat(attack(bucket, s3)).isEqualTo(held);
      assertThat(attack(bucket, s3)).isEqualTo(held);
      assertThat(s3.versions).contains("shop/keys/c0", "shop/packs/a0");
      assertThat(s3.shortened).allMatch(it -> it.isAfter(Instant.now()));
      try (var objects = Files.list(bucket.state().resolve("objects"))) {
        assertThat(objects.filter(it -> it.toString().endsWith(".json"))).hasSize(3);
      }
    }
  }

  @Test
  void a_sample_has_all_keys_and_two_hundred_objects_at_most() throws Exception {
    try (var bucket = locked();
        var s3 = new SilentS3(writer(bucket))) {
      for (int number = 0; number < 220; number++) {
        put(bucket, Shelf.PACKS, "%04x".formatted(number));
      }
      put(bucket, Shelf.KEYS, "c0");
      assertThat(attack(bucket, s3).objects()).isBetween(100, 201);
      assertThat(s3.versions).contains("shop/keys/c0");
    }
  }

  /// Refuses all at once, so that a test of many objects is quick.
  private static final class SilentS3 extends AnsweredS3 {
    SilentS3(S3Client real) {
      super(real);
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
      if (request.versionId() != null) {
        versions.add(request.key());
      }
      throw answered(403, "AccessDenied");
    }
  }

  private static S3Exception answered(int status, String code) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .message(code)
            .build();
  }

  @Test
  void an_answer_that_tells_neither_is_not_taken_for_a_refusal() throws Exception {
    try (var bucket = locked();
        var s3 =
            new AnsweredS3(writer(bucket)) {
              @Override
              public CopyObjectResponse copyObject(CopyObjectRequest request) {
                throw answered(400, "InvalidRequest");
              }
            }) {
      put(bucket, Shelf.PACKS, "a0");
      assertThat(attack(bucket, s3))
          .isEqualTo(
              new StoreAttack.Outcome(
                  2, 12, List.of(), 0, List.of("overwriting by a copy: 400 InvalidRequest")));
    }
  }

  @Test
  void what_is_gone_although_the_store_refused_is_seen() throws Exception {
    try (var bucket = locked();
        var s3 =
            new AnsweredS3(writer(bucket)) {
              @Override
              public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                return versions.size() < 2
                    ? super.listObjectsV2(request)
                    : ListObjectsV2Response.builder().isTruncated(false).build();
              }
            }) {
      put(bucket, Shelf.PACKS, "a0");
      assertThat(attack(bucket, s3).let()).containsExactly("shop/packs/a0 is not what it was");
    }
  }

  @Test
  void an_attack_that_is_told_to_stop_stops() throws Exception {
    try (var bucket = locked();
        var s3 =
            new AnsweredS3(writer(bucket)) {
              @Override
              public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
                Thread.currentThread().interrupt();
                return super.deleteObjects(request);
              }
            }) {
      put(bucket, Shelf.PACKS, "a0");
      assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> attack(bucket, s3));
      assertThat(s3.versions).containsExactly("shop/attacks/probe");
    }
  }
}
