package dev.lifeboat.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// Whoever signs, by the public part of an Ed25519 key (RFC 8032).
///
/// @param hex its 32 bytes as 64 lower-case hexadecimal digits
public record SignerKey(String hex) {
  private static final String ALGORITHM = "Ed25519";

  /// What stands before the digits.
  public static final String PREFIX = "ed25519:";

  // Without the text: what was taken for a public key may be a private one.
  private static final String WRONG =
      "a public key looks like " + PREFIX + " and 64 hexadecimal digits";
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
  // What stands before the 32 bytes in every X.509 form of such a key (RFC 8410).
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  public SignerKey {
    if (!FORM.matcher(hex).matches()) {
      throw new IllegalArgumentException(WRONG);
    }
  }

  static SignerKey of(PublicKey key) {
    var encoded = key.getEncoded();
    return new SignerKey(
        HexFormat.of().formatHex(Arrays.copyOfRange(encoded, X509.length, encoded.length)));
  }

  /// Reads [#text].
  ///
  /// @param text white space around it is left out
  /// @throws IllegalArgumentException when it is no such key
  public static SignerKey parse(String text) {
    var bare = text.strip();
    if (!bare.startsWith(PREFIX)) {
      throw new IllegalArgumentException(WRONG);
    }
    return new SignerKey(bare.substring(PREFIX.length()));
  }

  /// Such as `ed25519:9f1c…`, as it is printed, pinned and given.
  public String text() {
    return PREFIX + hex;
  }

  /// Whether the holder of the private part signed these bytes. False also for what is no key or no
  /// signature at all.
  boolean signed(byte[] message, byte[] signature) {
    try {
      var bytes = Arrays.copyOf(X509, X509.length + hex.length() / 2);
      var raw = HexFormat.of().parseHex(hex);
      System.arraycopy(raw, 0, bytes, X509.length, raw.length);
      var verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes)));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException noSuchKey) {
      return false;
    }
  }

  @Override
  public String toString() {
    return text();
  }
}
