package dev.lifeboat.wire;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.problem.Code;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/// What a signed request says of itself: `<caller> <millis> <nonce> <SHA-256 of the content>
/// <MAC>`, with the MAC over method, path and all that stands before it.
///
/// @param millis when it was signed, since 1970
record SignedCall(String caller, long millis, String nonce, String hash) {
  private static final int PARTS = 5;

  static String hash(byte[] content) {
    return Sha256.of(content);
  }

  String header(String method, String path, String key) {
    return text() + " " + mac(method, path, key);
  }

  private String mac(String method, String path, String key) {
    var signed = "%s %s\n%s".formatted(method, path, text());
    return HexFormat.of().formatHex(KeyRing.mac(key, signed));
  }

  private String text() {
    return "%s %d %s %s".formatted(caller, millis, nonce, hash);
  }

  /// A header with the MAC it came with.
  record Received(SignedCall call, String mac) {
    boolean isOf(String method, String path, String key) {
      return MessageDigest.isEqual(
          mac.getBytes(StandardCharsets.UTF_8),
          call.mac(method, path, key).getBytes(StandardCharsets.UTF_8));
    }
  }

  static Received parse(String header) throws RefusedException {
    var parts = header.split(" ", -1);
    try {
      if (parts.length == PARTS) {
        return new Received(
            new SignedCall(parts[0], Long.parseLong(parts[1]), parts[2], parts[3]), parts[4]);
      }
    } catch (NumberFormatException unreadable) {
      throw refused("its signature cannot be read");
    }
    throw refused("its signature cannot be read");
  }

  static RefusedException refused(String why) {
    return refused(403, why);
  }

  /// Who signs it anew may ask again.
  ///
  /// @return 425, "Too Early": RFC 8470, section 5.2
  static RefusedException tooEarly(String why) {
    return refused(RefusedException.TOO_EARLY, why);
  }

  private static RefusedException refused(int status, String why) {
    return new RefusedException(status, Code.LB3012, "the request is refused: " + why);
  }
}
