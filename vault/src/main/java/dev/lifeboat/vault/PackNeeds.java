package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Says of packs which snapshot is the first that needs them. A part of a list of files that
/// several share is read once. What is missing is for a check to tell.
final class PackNeeds {
  private final Map<String, Manifest> first = new HashMap<>();
  private final Set<ChunkId> parts = new HashSet<>();
  private final ChunkIndex index;
  private final ChunkReader reader;

  PackNeeds(ChunkIndex index, ChunkReader reader) {
    this.index = index;
    this.reader = reader;
  }

  void add(Manifest manifest) throws IOException {
    for (var part : manifest.tree()) {
      if (parts.add(part.id())) {
        need(part.id(), manifest);
        try {
          addAll(ByteBuffer.wrap(reader.read(part.id())), manifest);
        } catch (DamageException lost) {
          // What it named is not known; the others are.
        }
      }
    }
  }

  private void addAll(ByteBuffer records, Manifest manifest) throws DamageException {
    while (records.hasRemaining()) {
      if (TreeCodec.read(records) instanceof Run run) {
        run.chunks().forEach(it -> need(it.id(), manifest));
      }
    }
  }

  private void need(ChunkId id, Manifest manifest) {
    index.place(id).ifPresent(it -> first.putIfAbsent(it.frame().pack(), manifest));
  }

  /// By the names of packs.
  Map<String, Manifest> first() {
    return Map.copyOf(first);
  }
}
