package dev.lifeboat.vault;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// An entry of a trail as whatever came later names it.
///
/// @param entry its name in the vault
/// @param hash SHA-256 of it as it lies there, in hexadecimal
public record TrailLink(String entry, String hash) {
  private static final int NAME = 16;
  private static final int HASH = 32;

  /// How long one is in bytes.
  static final int BYTES = NAME + HASH;

  static TrailLink of(String entry, byte[] file) {
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(file);
      return new TrailLink(entry, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every JDK has SHA-256", absent);
    }
  }

  static TrailLink of(ByteBuffer from) {
    return new TrailLink(hex(from, NAME), hex(from, HASH));
  }

  private static String hex(ByteBuffer from, int length) {
    var bytes = new byte[length];
    from.get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.write(HexFormat.of().parseHex(entry));
    out.write(HexFormat.of().parseHex(hash));
  }
}
