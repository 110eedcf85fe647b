package dev.lifeboat.vault;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import dev.lifeboat.vault.VaultStore.Item;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;

/// Reads packs and believes nothing of them that their keys do not say. Thread-safe.
final class PackReader {
  private final VaultStore store;
  private final VaultKeys keys;
  private final Map<String, SecretKey> dataKeys = new ConcurrentHashMap<>();

  PackReader(VaultStore store, VaultKeys keys) {
    this.store = store;
    this.keys = keys;
  }

  /// Whether there is such a pack, be it empty; whatever a list says, which may be late.
  static boolean isThere(VaultStore store, String pack) throws IOException {
    try {
      return store.get(Shelf.PACKS, pack, 0, 1).length > 0;
    } catch (EOFException empty) {
      return true;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  /// The directory of a pack.
  ///
  /// @throws DamageException also when the pack ends too early
  PackDirectory directory(Item pack) throws IOException {
    if (pack.bytes() < PackBuffer.HEAD + Gcm.TAG + PackBuffer.TAIL) {
      throw new DamageException("pack %s is too short".formatted(pack.name()));
    }
    var tail = read(pack.name(), pack.bytes() - PackBuffer.TAIL, PackBuffer.TAIL);
    var end = ByteBuffer.wrap(tail);
    int length = end.getInt();
    if (!end.equals(ByteBuffer.wrap(PackBuffer.END))
        || length < Gcm.TAG
        || length > pack.bytes() - PackBuffer.HEAD - PackBuffer.TAIL) {
      throw new DamageException("pack %s has another end than it was given".formatted(pack.name()));
    }
    long at = pack.bytes() - PackBuffer.TAIL - length;
    var plain =
        open(pack.name(), PackBuffer.DIRECTORY, read(pack.name(), at, length), "the directory");
    var directory = PackDirectory.of(pack.name(), PackBuffer.HEAD, ByteBuffer.wrap(plain));
    long frames = directory.rows().stream().mapToLong(it -> it.frame().storedBytes()).sum();
    if (PackBuffer.HEAD + frames != at) {
      throw new DamageException("pack %s is longer or shorter than it was".formatted(pack.name()));
    }
    return directory;
  }

  /// The chunks of a frame, one behind the other.
  byte[] frame(PackFrame frame) throws IOException {
    var sealed = read(frame.pack(), frame.offset(), frame.storedBytes());
    var plain = open(frame.pack(), frame.number(), sealed, "frame " + frame.number());
    if (!frame.compressed()) {
      return plain;
    }
    try {
      return Zstd.decompress(plain, frame.rawBytes());
    } catch (ZstdException damaged) {
      throw new DamageException("pack %s cannot be unfolded".formatted(frame.pack()), damaged);
    }
  }

  private byte[] open(String pack, int number, byte[] sealed, String what) throws IOException {
    var id = HexFormat.of().parseHex(pack);
    return new Gcm()
        .open(
            dataKey(pack),
            Gcm.nonce(number),
            id,
            Span.of(sealed),
            "%s of pack %s".formatted(what, pack));
  }

  private SecretKey dataKey(String pack) throws IOException {
    var known = dataKeys.get(pack);
    if (known != null) {
      return known;
    }
    var head = read(pack, 0, PackBuffer.HEAD);
    var bound = ByteBuffer.allocate(PackBuffer.BOUND).put(PackBuffer.MAGIC);
    bound.put(HexFormat.of().parseHex(pack));
    // Bound to the name that was asked for: a pack in the place of another does not open.
    if (!Arrays.equals(head, 0, PackBuffer.BOUND, bound.array(), 0, PackBuffer.BOUND)) {
      throw new DamageException("pack %s is another one".formatted(pack));
    }
    int at = PackBuffer.BOUND + Gcm.NONCE;
    var nonce = Arrays.copyOfRange(head, PackBuffer.BOUND, at);
    var sealed = new Span(head, at, head.length - at);
    var key =
        VaultKeys.aes(
            new Gcm()
                .open(
                    keys.wrap, nonce, bound.array(), sealed, "the key of pack %s".formatted(pack)));
    dataKeys.put(pack, key);
    return key;
  }

  private byte[] read(String pack, long offset, int length) throws IOException {
    try {
      return store.get(Shelf.PACKS, pack, offset, length);
    } catch (NoSuchFileException missing) {
      throw new DamageException("pack %s is missing".formatted(pack), missing);
    } catch (EOFException cut) {
      throw new DamageException("pack %s is too short".formatted(pack), cut);
    }
  }
}
