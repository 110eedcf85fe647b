package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultSecret.KeyFile;
import dev.lifeboat.vault.VaultSecret.Passphrase;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;

/// The master key, wrapped for one passphrase or key file. A vault may have several.
final class KeySlot {
  private static final byte[] MAGIC = "LBVKEY01".getBytes(StandardCharsets.US_ASCII);
  private static final byte BY_PASSPHRASE = 1;
  private static final byte BY_FILE = 2;
  private static final int SALT = 16;
  private static final int HEAD = MAGIC.length + 1 + Integer.BYTES + Integer.BYTES + 1 + SALT;
  private static final int BYTES = HEAD + Gcm.NONCE + VaultKeys.BYTES + Gcm.TAG;

  private KeySlot() {}

  /// @param cost what a passphrase costs; of no effect on a key file
  static byte[] wrap(byte[] master, VaultSecret secret, PassphraseCost cost, SecureRandom random) {
    var salt = random(random, SALT);
    var nonce = random(random, Gcm.NONCE);
    var slot = ByteBuffer.allocate(BYTES).put(MAGIC);
    switch (secret) {
      case Passphrase _ ->
          slot.put(BY_PASSPHRASE)
              .putInt(cost.kibibytes())
              .putInt(cost.passes())
              .put((byte) cost.lanes());
      case KeyFile _ -> slot.put(BY_FILE).putInt(0).putInt(0).put((byte) 0);
    }
    slot.put(salt);
    var head = Arrays.copyOf(slot.array(), HEAD);
    var key =
        switch (secret) {
          case Passphrase words -> VaultKeys.aes(cost.key(words.words(), salt));
          case KeyFile file -> ofFile(file);
        };
    return slot.put(nonce).put(new Gcm().seal(key, nonce, head, master)).array();
  }

  /// The master key; empty where this slot is another secret's, or damaged.
  static Optional<byte[]> unwrap(byte[] slot, VaultSecret secret) {
    if (slot.length != BYTES || !Arrays.equals(slot, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return Optional.empty();
    }
    var key = key(ByteBuffer.wrap(slot).position(MAGIC.length), secret);
    if (key.isEmpty()) {
      return Optional.empty();
    }
    var head = Arrays.copyOf(slot, HEAD);
    var nonce = Arrays.copyOfRange(slot, HEAD, HEAD + Gcm.NONCE);
    int at = HEAD + Gcm.NONCE;
    try {
      return Optional.of(
          new Gcm().open(key.get(), nonce, head, new Span(slot, at, BYTES - at), "a key"));
    } catch (DamageException notItsKey) {
      return Optional.empty();
    }
  }

  /// What opens a slot, as it says itself.
  static VaultKeySlots.Kind kind(byte[] slot) {
    if (slot.length != BYTES || !Arrays.equals(slot, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return VaultKeySlots.Kind.UNKNOWN;
    }
    return switch (slot[MAGIC.length]) {
      case BY_PASSPHRASE -> VaultKeySlots.Kind.PASSPHRASE;
      case BY_FILE -> VaultKeySlots.Kind.KEY_FILE;
      default -> VaultKeySlots.Kind.UNKNOWN;
    };
  }

  private static Optional<SecretKey> key(ByteBuffer head, VaultSecret secret) {
    byte kind = head.get();
    int kibibytes = head.getInt();
    int passes = head.getInt();
    int lanes = head.get();
    var salt = new byte[SALT];
    head.get(salt);
    return switch (secret) {
      case Passphrase words when kind == BY_PASSPHRASE ->
          cost(kibibytes, passes, lanes).map(it -> VaultKeys.aes(it.key(words.words(), salt)));
      case KeyFile file when kind == BY_FILE -> Optional.of(ofFile(file));
      case Passphrase _, KeyFile _ -> Optional.empty();
    };
  }

  private static Optional<PassphraseCost> cost(int kibibytes, int passes, int lanes) {
    try {
      return Optional.of(new PassphraseCost(kibibytes, passes, lanes));
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  // Its bytes are random, so no salt and no cost is needed.
  private static SecretKey ofFile(KeyFile file) {
    return VaultKeys.aes(VaultKeys.derive(file.key(), "lifeboat vault 1 file"));
  }

  private static byte[] random(SecureRandom random, int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
