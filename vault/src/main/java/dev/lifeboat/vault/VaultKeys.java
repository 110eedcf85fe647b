package dev.lifeboat.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The keys of an open vault, each derived from its master key for one purpose.
final class VaultKeys {
  static final int BYTES = 32;
  private static final int GEARS = 256;
  private static final String HMAC = "HmacSHA256";

  /// Wraps the data key of each pack.
  final SecretKey wrap;

  /// Seals everything else.
  final SecretKey seal;

  /// The name of the one that opened the vault.
  final String slot;

  private final byte[] chunk;
  private final byte[] gear;

  VaultKeys(byte[] master, String slot) {
    this.slot = slot;
    this.wrap = aes(derive(master, "lifeboat vault 1 wrap"));
    this.seal = aes(derive(master, "lifeboat vault 1 seal"));
    this.chunk = derive(master, "lifeboat vault 1 chunk");
    this.gear = derive(master, "lifeboat vault 1 gear");
  }

  static SecretKey aes(byte[] key) {
    return new SecretKeySpec(key, "AES");
  }

  static byte[] derive(byte[] key, String purpose) {
    return hmac(key).doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
  }

  /// Names chunks; for one thread.
  Mac chunkNames() {
    return hmac(chunk);
  }

  ChunkCutter cutter() {
    var table = new long[GEARS];
    var hmac = hmac(gear);
    for (int i = 0; i < GEARS; i++) {
      hmac.update((byte) i);
      table[i] = ByteBuffer.wrap(hmac.doFinal()).getLong();
    }
    return new ChunkCutter(table);
  }

  private static Mac hmac(byte[] key) {
    try {
      var hmac = Mac.getInstance(HMAC);
      hmac.init(new SecretKeySpec(key, HMAC));
      return hmac;
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", absent);
    }
  }
}
