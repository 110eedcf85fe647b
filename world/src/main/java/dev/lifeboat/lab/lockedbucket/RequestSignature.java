package dev.lifeboat.lab.lockedbucket;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signature of a request by version 4 of AWS's scheme, which covers its method, path, query,
/// signed headers and body.
///
/// Follows "Signature Calculations for the Authorization Header" of the S3 API reference.
///
/// @param scope date, region, service and end of the scheme
/// @param headers those that are signed, in order
record RequestSignature(String key, List<String> scope, List<String> headers, String hex) {
  private static final String SCHEME = "AWS4-HMAC-SHA256";
  private static final Pattern FORM =
      Pattern.compile(
          SCHEME
              + " *Credential=(?<key>[^/]+)/(?<scope>\\d{8}/[^/]+/s3/aws4_request), *"
              + "SignedHeaders=(?<headers>[a-z0-9;-]+), *Signature=(?<hex>[0-9a-f]{64})");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

  /// As S3 has it. An older one may be a replay.
  private static final Duration FRESH = Duration.ofMinutes(15);

  /// Without these another host, body or time could be put in their place.
  private static final List<String> NEEDED = List.of("host", "x-amz-content-sha256", "x-amz-date");

  static RequestSignature of(SignedRequest request) throws RequestRefusedException {
    var found = FORM.matcher(request.header("authorization"));
    if (!found.matches()) {
      throw RequestRefusedException.attempt("the request is not signed");
    }
    var signature =
        new RequestSignature(
            found.group("key"),
            List.of(found.group("scope").split("/")),
            List.of(found.group("headers").split(";")),
            found.group("hex"));
    var needed = new TreeSet<>(NEEDED);
    request.headers().keySet().stream().filter(it -> it.startsWith("x-amz-")).forEach(needed::add);
    if (!signature.headers.containsAll(needed)) {
      throw RequestRefusedException.attempt("not all headers are signed that count");
    }
    return signature;
  }

  /// Key by which `login` signed the head, and signs what follows.
  ///
  /// @throws RequestRefusedException when it did not sign this request, or long ago
  byte[] requireHead(BucketLogin login, SignedRequest request) throws RequestRefusedException {
    requireFresh(request);
    var text =
        String.join(
            "\n",
            SCHEME,
            request.header("x-amz-date"),
            String.join("/", scope),
            hex(sha256(canonical(request, request.header("x-amz-content-sha256")))));
    var signing = signingKey(login);
    requireSame(hex(hmac(signing, text)), hex);
    return signing;
  }

  /// The body that was signed with the head.
  ///
  /// @throws RequestRefusedException when it is another
  byte[] content(byte[] signing, SignedRequest request) throws RequestRefusedException {
    var content = request.header("x-amz-content-sha256");
    if (content.equals(SignedChunks.WORD)) {
      return new SignedChunks(
              signing, request.header("x-amz-date"), String.join("/", scope), request.body())
          .content(hex);
    }
    // A body that is not signed could be anybody's.
    var nothing = content.equals("UNSIGNED-PAYLOAD") && request.body().length == 0;
    requireSame(hex(sha256(request.body())), nothing ? SignedChunks.NOTHING : content);
    return request.body();
  }

  private void requireFresh(SignedRequest request) throws RequestRefusedException {
    var time = request.header("x-amz-date");
    try {
      var age = Duration.between(TIME.parse(time, Instant::from), request.received()).abs();
      if (age.compareTo(FRESH) > 0 || !time.startsWith(scope.getFirst())) {
        throw RequestRefusedException.attempt("the request was signed at " + time);
      }
    } catch (DateTimeException notOne) {
      throw RequestRefusedException.attempt("x-amz-date is no time: " + time);
    }
  }

  private String canonical(SignedRequest request, String content) {
    return String.join(
        "\n",
        request.method(),
        request.uri().getRawPath(),
        request.query().canonical(),
        headers.stream()
            .map(it -> it + ":" + request.header(it) + "\n")
            .collect(Collectors.joining()),
        String.join(";", headers),
        content);
  }

  private byte[] signingKey(BucketLogin login) {
    var key = ("AWS4" + login.secret()).getBytes(StandardCharsets.UTF_8);
    for (var part : scope) {
      key = hmac(key, part);
    }
    return key;
  }

  static void requireSame(String computed, String told) throws RequestRefusedException {
    if (!MessageDigest.isEqual(
        computed.getBytes(StandardCharsets.US_ASCII), told.getBytes(StandardCharsets.US_ASCII))) {
      throw RequestRefusedException.attempt("the signature is not of this request");
    }
  }

  static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("every JDK has HmacSHA256", never);
    }
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException never) {
      throw new IllegalStateException("every JDK has SHA-256", never);
    }
  }

  private static byte[] sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
