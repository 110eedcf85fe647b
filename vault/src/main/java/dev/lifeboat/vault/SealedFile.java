package dev.lifeboat.vault;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// A manifest, an index file, a mark, a record of locks or an entry of the trail: compressed,
/// sealed and bound to its own name.
enum SealedFile {
  SNAPSHOT("LBVSNAP1"),
  INDEX("LBVINDX1"),
  MARK("LBVMARK1"),
  TRAIL("LBVTRAI1"),
  LOCKS("LBVLOCK1");

  private static final int ID = 16;
  private static final int BOUND = 8 + ID;

  /// What a sealed length may say before memory is taken for it.
  private static final int MOST_BYTES = 1 << 30;

  private final String magic;

  SealedFile(String magic) {
    this.magic = magic;
  }

  static String newName(SecureRandom random) {
    var id = new byte[ID];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  byte[] seal(VaultKeys keys, String name, byte[] plain, SecureRandom random) {
    var nonce = new byte[Gcm.NONCE];
    random.nextBytes(nonce);
    var folded = Zstd.compress(plain);
    var content =
        ByteBuffer.allocate(Integer.BYTES + folded.length).putInt(plain.length).put(folded).array();
    var sealed = new Gcm().seal(keys.seal, nonce, bound(name), content);
    return ByteBuffer.allocate(BOUND + Gcm.NONCE + sealed.length)
        .put(bound(name))
        .put(nonce)
        .put(sealed)
        .array();
  }

  ByteBuffer open(VaultKeys keys, String name, byte[] file) throws DamageException {
    var what = "%s %s".formatted(word(), name);
    int at = BOUND + Gcm.NONCE;
    if (file.length < at || !Arrays.equals(file, 0, BOUND, bound(name), 0, BOUND)) {
      throw new DamageException(what + " is another one");
    }
    var nonce = Arrays.copyOfRange(file, BOUND, at);
    var content =
        new Gcm().open(keys.seal, nonce, bound(name), new Span(file, at, file.length - at), what);
    return ByteBuffer.wrap(unfolded(content, what));
  }

  private String word() {
    return switch (this) {
      case SNAPSHOT -> "snapshot";
      case INDEX -> "index file";
      case MARK -> "mark";
      case TRAIL -> "entry of the trail";
      case LOCKS -> "record of locks";
    };
  }

  private static byte[] unfolded(byte[] content, String what) throws DamageException {
    int length = content.length < Integer.BYTES ? -1 : ByteBuffer.wrap(content).getInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new DamageException(what + " makes no sense");
    }
    try {
      return Zstd.decompress(Arrays.copyOfRange(content, Integer.BYTES, content.length), length);
    } catch (ZstdException damaged) {
      throw new DamageException(what + " cannot be unfolded", damaged);
    }
  }

  private byte[] bound(String name) {
    return ByteBuffer.allocate(BOUND)
        .put(magic.getBytes(StandardCharsets.US_ASCII))
        .put(Arrays.copyOf(HexFormat.of().parseHex(name), ID))
        .array();
  }
}
