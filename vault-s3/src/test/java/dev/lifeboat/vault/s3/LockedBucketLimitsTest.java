package dev.lifeboat.vault.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Limits of a locked bucket: what no writer and no stranger can spoil for others.
final class LockedBucketLimitsTest {
  private static final String BUCKET = "vaults";
  private static final long MONTH = 30 * 86_400L;
  private static final int SILENCE_MILLIS = 5_000;

  @TempDir private static Path folder;
  private static LockedBucketProcess bucket;
  private static S3Client writer;

  @BeforeAll
  static void start() throws Exception {
    bucket = LockedBucketProcess.start(folder, MONTH);
    writer = bucket.client(LockedBucketProcess.WRITER);
  }

  @AfterAll
  static void stop() {
    writer.close();
    bucket.close();
  }

  private static void put(String key) {
    writer.putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromString("a"));
  }

  private static void refused(int status, String code, ThrowingCallable call) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(call)
        .satisfies(it -> assertThat(it.statusCode()).isEqualTo(status))
        .withMessageContaining(code);
  }

  /// No XML may have such a character, however it is written.
  @Test
  void no_key_of_a_writer_hides_what_comes_behind_it() {
    put("odd/a\uFFFEb");
    put("odd/c");
    var listed = writer.listObjectsV2Paginator(it -> it.bucket(BUCKET).prefix("odd/").maxKeys(1));
    assertThat(listed.contents().stream().map(S3Object::key))
        .containsExactly("odd/a\uFFFEb", "odd/c");
  }

  @Test
  void a_key_is_as_long_as_s3_has_it_and_has_no_control_characters() {
    put("k".repeat(1024));
    refused(400, "1024 bytes", () -> put("k".repeat(1025)));
    refused(400, "control characters", () -> put("odd/\u0001"));
  }

  @Test
  void a_lock_that_is_not_kept_is_not_taken() {
    refused(
        501,
        "a lock of a PUT's own",
        () ->
            writer.putObject(
                it ->
                    it.bucket(BUCKET)
                        .key("own")
                        .objectLockMode(ObjectLockMode.COMPLIANCE)
                        .objectLockRetainUntilDate(Instant.now().plus(90, ChronoUnit.DAYS)),
                RequestBody.fromString("a")));
  }

  @Test
  void nobody_has_an_object_stay_for_ever() {
    put("long");
    refused(
        403,
        "for so long",
        () ->
            writer.putObjectRetention(it ->
                it.bucket(BUCKET)
                    .key("long")
                    .retention(x ->
                        x.mode(ObjectLockRetentionMode.COMPLIANCE)
                            .retainUntilDate(Instant.now().plus(101, ChronoUnit.DAYS)))));
  }

  private static String answer(String head) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), bucket.port())) {
      socket.setSoTimeout(SILENCE_MILLIS);
      socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      var first = new byte[12];
      int read = socket.getInputStream().readNBytes(first, 0, first.length);
      return new String(first, 0, read, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void no_body_of_a_stranger_is_waited_for() throws Exception {
    assertThat(answer("PUT /vaults/a HTTP/1.1\r\nHost: a\r\nContent-Length: 30000000"))
        .isEqualTo("HTTP/1.1 403");
  }

  /// Else whoever can reach the port washes away what a login tried.
  @Test
  void strangers_are_in_a_list_of_their_own_and_cut() throws Exception {
    refused(
        403,
        "is kept until",
        () -> {
          put("mine");
          writer.deleteObject(it -> it.bucket(BUCKET).key("mine"));
        });
    answer("GET /vaults/%s HTTP/1.1\r\nHost: a".formatted("s".repeat(5000)));
    assertThat(Files.readAllLines(bucket.state().resolve("strangers.jsonl")))
        .anyMatch(it -> it.contains("sss") && it.contains("\"stranger\":"))
        .allMatch(it -> it.length() < 1000);
    assertThat(Files.readAllLines(bucket.state().resolve("attempts.jsonl")))
        .allMatch(it -> it.contains("\"east-writer\""));
  }
}
