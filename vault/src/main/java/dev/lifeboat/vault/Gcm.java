package dev.lifeboat.vault;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/// AES-256-GCM over arrays, which the JDK does eight times as fast as over direct buffers. One
/// thread at a time.
final class Gcm {
  static final int NONCE = 12;
  static final int TAG = 16;
  private static final int TAG_BITS = TAG * Byte.SIZE;

  /// Below that the JIT is not worth its while.
  static final long WORTH_WARMING = 32L << 20;

  private static final int WARM_ROUNDS = 5000;
  private static final int WARM_BYTES = 1024;

  private final Cipher cipher;

  Gcm() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every JDK has AES in GCM", absent);
    }
  }

  /// Seals `length` bytes of `from` into `to`, and says how many that are there.
  int seal(SecretKey key, byte[] nonce, byte[] bound, Span from, byte[] to, int at) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bound);
      return cipher.doFinal(from.bytes(), from.at(), from.length(), to, at);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("sealing takes any bytes", impossible);
    }
  }

  byte[] seal(SecretKey key, byte[] nonce, byte[] bound, byte[] plain) {
    var sealed = new byte[plain.length + TAG];
    seal(key, nonce, bound, Span.of(plain), sealed, 0);
    return sealed;
  }

  /// What was sealed.
  ///
  /// @throws DamageException when one bit of it, of `bound` or of the key is another
  byte[] open(SecretKey key, byte[] nonce, byte[] bound, Span sealed, String what)
      throws DamageException {
    if (sealed.length() < TAG) {
      throw new DamageException(what + " is too short");
    }
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bound);
      return cipher.doFinal(sealed.bytes(), sealed.at(), sealed.length());
    } catch (AEADBadTagException changed) {
      throw new DamageException(what + " is not what was written", changed);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a key and a nonce of ours fit", impossible);
    }
  }

  /// Has the JIT compile this on small pieces. It replaces GHASH by the processor's instruction
  /// from one call to the next, never within one, and a frame is one call: without this the first
  /// few hundred of them take 35 ms each, ten times as long as all of this.
  static void warm() {
    var gcm = new Gcm();
    var key = VaultKeys.aes(new byte[VaultKeys.BYTES]);
    var piece = new byte[WARM_BYTES];
    for (int i = 0; i < WARM_ROUNDS; i++) {
      var sealed = gcm.seal(key, nonce(i), piece, piece);
      try {
        var _ = gcm.open(key, nonce(i), piece, Span.of(sealed), "a piece");
      } catch (DamageException impossible) {
        throw new IllegalStateException("what was just sealed opens", impossible);
      }
    }
  }

  /// A nonce that counts, for a key that seals each number once.
  static byte[] nonce(int number) {
    return ByteBuffer.allocate(NONCE).putInt(NONCE - Integer.BYTES, number).array();
  }
}
