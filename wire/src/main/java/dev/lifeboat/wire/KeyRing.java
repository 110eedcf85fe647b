package dev.lifeboat.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Keys that one part of a lab knows, as its configuration file holds it.
///
/// Two parts share a key that is made of the caller's secret and the other's name. Whoever is asked
/// gets that key, and not the secret it was made of.
///
/// @param self the part that this ring is for, such as `agent@east`
/// @param secret its own, in hexadecimal
/// @param callers the key of each part that may call it, in hexadecimal
public record KeyRing(String self, String secret, Map<String, String> callers) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 16;

  public KeyRing {
    Caller.parse(self);
    callers.keySet().forEach(Caller::parse);
    callers = Map.copyOf(callers);
  }

  /// A new secret from `random`, which must be a secure one.
  public static String newSecret(RandomGenerator random) {
    var bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The ring of one part.
  ///
  /// @param secrets of all parts, by name
  /// @param callers who may call it
  public static KeyRing of(Caller self, Map<String, String> secrets, List<Caller> callers) {
    var keys = new TreeMap<String, String>();
    for (var caller : callers) {
      keys.put(caller.toString(), key(secretOf(caller, secrets), self.toString()));
    }
    return new KeyRing(self.toString(), secretOf(self, secrets), keys);
  }

  /// Signs what this part asks of `other`.
  public CallSigner signerTo(Caller other) {
    return new CallSigner(self, key(secret, other.toString()));
  }

  private static String secretOf(Caller part, Map<String, String> secrets) {
    var secret = secrets.get(part.toString());
    if (secret == null) {
      throw new IllegalArgumentException("there is no secret of " + part);
    }
    return secret;
  }

  private static String key(String secret, String other) {
    return HexFormat.of().formatHex(mac(secret, other), 0, KEY_BYTES);
  }

  static byte[] mac(String key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }

  /// Keeps secrets out of logs and messages.
  @Override
  public String toString() {
    return "KeyRing[%s, called by %s]".formatted(self, new TreeMap<>(callers).keySet());
  }
}
