package dev.lifeboat.vault;

import java.security.MessageDigest;
import java.util.Arrays;

/// What opens a vault. Never printed, logged or compared.
public sealed interface VaultSecret {

  /// Words that a person knows; UTF-8.
  final class Passphrase implements VaultSecret {
    private final byte[] words;

    public Passphrase(byte[] words) {
      if (words.length == 0) {
        throw new IllegalArgumentException("a passphrase must not be empty");
      }
      this.words = words.clone();
    }

    byte[] words() {
      return words.clone();
    }

    /// Whether both are the same words.
    public boolean isSame(Passphrase other) {
      return MessageDigest.isEqual(words, other.words);
    }

    @Override
    public String toString() {
      return "a passphrase";
    }
  }

  /// 32 random bytes, which a file holds as 64 hexadecimal digits.
  final class KeyFile implements VaultSecret {
    /// How many bytes the key in the file has.
    public static final int BYTES = VaultKeys.BYTES;

    private final byte[] key;

    public KeyFile(byte[] key) {
      if (key.length != BYTES) {
        throw new IllegalArgumentException("a key must have 32 bytes, had " + key.length);
      }
      this.key = Arrays.copyOf(key, BYTES);
    }

    byte[] key() {
      return key.clone();
    }

    @Override
    public String toString() {
      return "a key file";
    }
  }
}
