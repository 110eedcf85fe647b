package dev.lifeboat.wire;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/// Signs the requests of one part to another. Thread-safe.
///
/// @param self who asks
/// @param key that both know, in hexadecimal
public record CallSigner(String self, String key) {
  /// The header that a signed request carries.
  public static final String HEADER = "Lifeboat-Call";

  private static final int NONCE_BYTES = 16;

  /// The value of [#HEADER] for one sending of a request: it is taken once.
  ///
  /// @param path with its query, as it is sent
  /// @param content what the request says beside that: its body, or what names the body
  public String sign(String method, String path, byte[] content) {
    var nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    return new SignedCall(
            self,
            InstantSource.system().millis(),
            HexFormat.of().formatHex(nonce),
            SignedCall.hash(content))
        .header(method, path, key);
  }

  @Override
  public String toString() {
    return "CallSigner[" + self + "]";
  }
}
