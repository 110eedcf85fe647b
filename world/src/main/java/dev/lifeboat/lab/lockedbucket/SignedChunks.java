package dev.lifeboat.lab.lockedbucket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Body in chunks, each with a signature that covers the one before, as SDKs send what they do not
/// read twice.
///
/// Follows "Signature Calculations for the Authorization Header: Transferring Payload in Multiple
/// Chunks" of the S3 API reference.
@SuppressWarnings("ArrayRecordComponent") // Handed from one to the next, never compared.
record SignedChunks(byte[] signing, String time, String scope, byte[] body) {
  /// In place of the body's digest.
  static final String WORD = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";

  private static final Pattern HEAD =
      Pattern.compile("(?<size>[0-9a-fA-F]{1,8});chunk-signature=(?<hex>[0-9a-f]{64})");

  /// Digest of no bytes.
  static final String NOTHING = RequestSignature.hex(RequestSignature.sha256(new byte[0]));

  /// What is in the chunks.
  ///
  /// @param seed the signature of the request
  byte[] content(String seed) throws RequestRefusedException {
    var content = new ByteArrayOutputStream(body.length);
    var before = seed;
    int at = 0;
    while (true) {
      int end = lineEnd(at);
      var head = HEAD.matcher(new String(body, at, end - at, StandardCharsets.US_ASCII));
      if (!head.matches()) {
        throw torn();
      }
      long size = Long.parseLong(head.group("size"), 16);
      int from = end + 2;
      if (size > body.length - from) {
        throw torn();
      }
      var chunk = Arrays.copyOfRange(body, from, from + (int) size);
      requireSigned(chunk, before, head.group("hex"));
      if (size == 0) {
        return content.toByteArray();
      }
      content.writeBytes(chunk);
      before = head.group("hex");
      at = from + (int) size + 2;
    }
  }

  private void requireSigned(byte[] chunk, String before, String told)
      throws RequestRefusedException {
    var text =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256-PAYLOAD",
            time,
            scope,
            before,
            NOTHING,
            RequestSignature.hex(RequestSignature.sha256(chunk)));
    RequestSignature.requireSame(RequestSignature.hex(RequestSignature.hmac(signing, text)), told);
  }

  private int lineEnd(int from) throws RequestRefusedException {
    for (int at = from; at + 1 < body.length; at++) {
      if (body[at] == '\r' && body[at + 1] == '\n') {
        return at;
      }
    }
    throw torn();
  }

  private static RequestRefusedException torn() {
    return new RequestRefusedException(400, "IncompleteBody", "the body is not in whole chunks");
  }
}
