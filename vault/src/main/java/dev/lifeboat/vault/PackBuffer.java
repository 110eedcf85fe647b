package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Chunk;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKey;

/// A pack as it fills: a head with a data key of its own, frames, the directory of them, and a tail
/// that says where the directory begins. One thread at a time; used again for the next pack.
final class PackBuffer {
  static final byte[] MAGIC = "LBVPACK1".getBytes(StandardCharsets.US_ASCII);
  static final byte[] END = "LBVEND01".getBytes(StandardCharsets.US_ASCII);
  static final int ID = 16;

  /// What the wrapped data key is bound to: the magic and the pack's own name.
  static final int BOUND = MAGIC.length + ID;

  static final int HEAD = BOUND + Gcm.NONCE + VaultKeys.BYTES + Gcm.TAG;
  static final int TAIL = Integer.BYTES + END.length;

  /// As the number of a frame, for the directory.
  static final int DIRECTORY = -1;

  static final int FULL_BYTES = 16 << 20;
  private static final int FULL_CHUNKS = 4 * PackFrame.FULL_CHUNKS;

  // One more frame, and a directory of FULL_CHUNKS and a frame's, of 36 bytes each.
  private static final int MOST_BYTES = FULL_BYTES + (4 << 20);

  private final byte[] bytes = new byte[MOST_BYTES];
  private final Gcm gcm = new Gcm();
  private final SecureRandom random;
  private final List<PackDirectory.Row> rows = new ArrayList<>();
  private final byte[] id = new byte[ID];
  private SecretKey dataKey = VaultKeys.aes(new byte[VaultKeys.BYTES]);
  private int length;
  private int chunks;

  PackBuffer(SecureRandom random) {
    this.random = random;
  }

  /// Begins a new pack, with a name and a key that no other has.
  void begin(VaultKeys keys) {
    rows.clear();
    chunks = 0;
    random.nextBytes(id);
    var key = new byte[VaultKeys.BYTES];
    random.nextBytes(key);
    var nonce = new byte[Gcm.NONCE];
    random.nextBytes(nonce);
    dataKey = VaultKeys.aes(key);
    ByteBuffer.wrap(bytes).put(MAGIC).put(id).put(nonce);
    var bound = Arrays.copyOf(bytes, BOUND);
    length = BOUND + Gcm.NONCE;
    length += gcm.seal(keys.wrap, nonce, bound, Span.of(key), bytes, length);
  }

  /// Adds a frame.
  ///
  /// @param rawBytes how many bytes it has before `stored` was made of them
  void add(Span stored, int rawBytes, List<Chunk> of) {
    int number = rows.size();
    int sealed = gcm.seal(dataKey, Gcm.nonce(number), id, stored, bytes, length);
    boolean compressed = stored.length() < rawBytes;
    rows.add(
        new PackDirectory.Row(
            new PackFrame(name(), number, length, sealed, rawBytes, compressed), of));
    length += sealed;
    chunks += of.size();
  }

  boolean isFull() {
    return length >= FULL_BYTES || chunks >= FULL_CHUNKS;
  }

  /// Ends the pack; its bytes stand until the next one begins.
  PackDirectory end() {
    var directory = new PackDirectory(name(), rows);
    int sealed =
        gcm.seal(dataKey, Gcm.nonce(DIRECTORY), id, Span.of(directory.toBytes()), bytes, length);
    length += sealed;
    ByteBuffer.wrap(bytes).position(length).putInt(sealed).put(END);
    length += TAIL;
    return directory;
  }

  String name() {
    return HexFormat.of().formatHex(id);
  }

  Span span() {
    return new Span(bytes, 0, length);
  }
}
