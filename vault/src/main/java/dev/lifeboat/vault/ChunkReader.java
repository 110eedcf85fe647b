package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/// Reads chunks one after the other, each held against its name. One thread.
final class ChunkReader {
  private final ChunkIndex index;
  private final PackReader packs;
  private final Mac names;
  private @Nullable PackFrame last;
  private byte[] unfolded = new byte[0];

  ChunkReader(ChunkIndex index, PackReader packs, VaultKeys keys) {
    this.index = index;
    this.packs = packs;
    this.names = keys.chunkNames();
  }

  byte[] read(ChunkId id) throws IOException {
    var place = index.place(id).orElseThrow(() -> new DamageException("a chunk is missing"));
    var bytes = frame(place.frame());
    require(id, bytes, place.at(), place.bytes());
    return Arrays.copyOfRange(bytes, place.at(), place.at() + place.bytes());
  }

  /// A frame, which is read once while chunks of it alone are asked for.
  byte[] frame(PackFrame frame) throws IOException {
    if (!frame.equals(last)) {
      unfolded = packs.frame(frame);
      last = frame;
    }
    return unfolded;
  }

  /// Holds bytes against the name of the chunk that they should be.
  void require(ChunkId id, byte[] bytes, int at, int length) throws DamageException {
    names.update(bytes, at, length);
    if (!ChunkId.of(ByteBuffer.wrap(names.doFinal())).equals(id)) {
      throw new DamageException("a chunk is another one than its name says");
    }
  }
}
