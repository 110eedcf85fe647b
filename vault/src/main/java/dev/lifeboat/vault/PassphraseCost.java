package dev.lifeboat.vault;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// What each guess of a passphrase costs: Argon2id, RFC 9106.
///
/// @param kibibytes of memory
/// @param passes over it
/// @param lanes of it
public record PassphraseCost(int kibibytes, int passes, int lanes) {

  /// The RFC's choice for machines without 2 GiB to spare.
  public static final PassphraseCost USUAL = new PassphraseCost(64 << 10, 3, 4);

  // A key slot is read before anything proves that we wrote it: it must not take all memory.
  private static final int MOST_KIBIBYTES = 1 << 18;
  private static final int MOST_PASSES = 64;
  private static final int MOST_LANES = 64;

  public PassphraseCost {
    if (kibibytes < 8 * lanes || kibibytes > MOST_KIBIBYTES) {
      throw new IllegalArgumentException(
          "memory must be 8 KiB a lane to 256 MiB, was " + kibibytes);
    }
    if (passes < 1 || passes > MOST_PASSES || lanes < 1 || lanes > MOST_LANES) {
      throw new IllegalArgumentException(
          "passes and lanes must be 1 to 64, were %d and %d".formatted(passes, lanes));
    }
  }

  byte[] key(byte[] words, byte[] salt) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(kibibytes)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    var key = new byte[VaultKeys.BYTES];
    generator.generateBytes(words, key);
    return key;
  }
}
