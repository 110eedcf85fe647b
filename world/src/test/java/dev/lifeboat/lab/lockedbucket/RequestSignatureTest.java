package dev.lifeboat.lab.lockedbucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.lab.lockedbucket.BucketLogin.Right;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Signatures of requests, made here as the S3 API reference says.
final class RequestSignatureTest {
  private static final BucketLogin LOGIN = new BucketLogin("w", Right.WRITER, "writer", "secret");
  private static final String TIME = "20261128T120000Z";
  private static final Instant SIGNED = Instant.parse("2026-11-28T12:00:00Z");
  private static final String SCOPE = "20261128/eu-central-1/s3/aws4_request";

  private final Map<String, String> headers = new TreeMap<>();

  RequestSignatureTest() {
    headers.put("host", "127.0.0.1");
    headers.put("x-amz-content-sha256", digest("body"));
    headers.put("x-amz-date", TIME);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(String text) {
    return RequestSignature.hex(RequestSignature.sha256(bytes(text)));
  }

  private static byte[] signing() {
    var key = bytes("AWS4" + LOGIN.secret());
    for (var part : SCOPE.split("/", -1)) {
      key = RequestSignature.hmac(key, part);
    }
    return key;
  }

  private static String signature(String text) {
    return RequestSignature.hex(RequestSignature.hmac(signing(), text));
  }

  private String seed() {
    var lines =
        headers.entrySet().stream()
            .map(it -> it.getKey() + ":" + it.getValue() + "\n")
            .collect(Collectors.joining());
    var canonical =
        String.join(
            "\n",
            "PUT",
            "/vaults/a",
            "",
            lines,
            String.join(";", headers.keySet()),
            headers.get("x-amz-content-sha256"));
    return signature(String.join("\n", "AWS4-HMAC-SHA256", TIME, SCOPE, digest(canonical)));
  }

  /// @param unsigned sent beside those that are signed
  private SignedRequest request(byte[] body, Instant received, String... unsigned) {
    var sent = new LinkedHashMap<String, List<String>>();
    headers.forEach((name, value) -> sent.put(name, List.of(value)));
    for (var name : unsigned) {
      sent.put(name, List.of("a"));
    }
    sent.put(
        "authorization",
        List.of(
            "AWS4-HMAC-SHA256 Credential=writer/%s, SignedHeaders=%s, Signature=%s"
                .formatted(SCOPE, String.join(";", headers.keySet()), seed())));
    return new SignedRequest("PUT", URI.create("/vaults/a"), sent, body, received);
  }

  private static byte[] content(SignedRequest request) throws RequestRefusedException {
    var signature = RequestSignature.of(request);
    return signature.content(signature.requireHead(LOGIN, request), request);
  }

  private static void assertRefused(SignedRequest request, String why) {
    assertThatExceptionOfType(RequestRefusedException.class)
        .isThrownBy(() -> content(request))
        .matches(RequestRefusedException::isAttempt)
        .withMessageContaining(why);
  }

  @Test
  void a_body_is_the_one_that_was_signed() throws Exception {
    assertThat(content(request(bytes("body"), SIGNED))).isEqualTo(bytes("body"));
    assertRefused(request(bytes("b0dy"), SIGNED), "not of this request");
  }

  @Test
  void an_old_request_may_be_a_replay() throws Exception {
    var last = SIGNED.plus(Duration.ofMinutes(15));
    assertThat(content(request(bytes("body"), last))).isEqualTo(bytes("body"));
    assertRefused(request(bytes("body"), last.plusSeconds(1)), "was signed at " + TIME);
    assertRefused(
        request(bytes("body"), SIGNED.minus(Duration.ofMinutes(16))), "was signed at " + TIME);
  }

  @Test
  void a_header_that_counts_is_signed() {
    assertRefused(
        request(bytes("body"), SIGNED, "x-amz-copy-source"), "not all headers are signed");
    headers.remove("host");
    assertRefused(request(bytes("body"), SIGNED), "not all headers are signed");
  }

  private String chunk(String before, String text) {
    return signature(
        String.join(
            "\n", "AWS4-HMAC-SHA256-PAYLOAD", TIME, SCOPE, before, digest(""), digest(text)));
  }

  @Test
  void each_chunk_is_the_one_that_was_signed() throws Exception {
    headers.put("x-amz-content-sha256", SignedChunks.WORD);
    var first = chunk(seed(), "body");
    var form = "4;chunk-signature=%s\r\n%s\r\n0;chunk-signature=%s\r\n\r\n";
    var end = chunk(first, "");
    assertThat(content(request(bytes(form.formatted(first, "body", end)), SIGNED)))
        .isEqualTo(bytes("body"));
    assertRefused(
        request(bytes(form.formatted(first, "b0dy", end)), SIGNED), "not of this request");
    assertRefused(
        request(bytes(form.formatted(first, "body", chunk(seed(), ""))), SIGNED),
        "not of this request");
  }
}
