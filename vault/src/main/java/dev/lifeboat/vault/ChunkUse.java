package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/// Which chunks snapshots need. A part of a list of files that several share is read once.
final class ChunkUse {
  private final Set<ChunkId> used = new HashSet<>();
  private final ChunkIndex index;
  private final ChunkReader reader;

  ChunkUse(ChunkIndex index, ChunkReader reader) {
    this.index = index;
    this.reader = reader;
  }

  /// @throws DamageException when what it needs cannot be found out, or is not all there
  void add(Manifest manifest) throws IOException {
    try {
      for (var part : manifest.tree()) {
        if (used.add(part.id())) {
          addAll(ByteBuffer.wrap(reader.read(part.id())));
        }
      }
    } catch (DamageException lost) {
      throw new DamageException(
          "snapshot %s is damaged, so what it needs is not known: %s"
              .formatted(manifest.snapshot().id(), lost.getMessage()),
          lost);
    }
  }

  private void addAll(ByteBuffer records) throws DamageException {
    while (records.hasRemaining()) {
      if (TreeCodec.read(records) instanceof Run run) {
        for (var chunk : run.chunks()) {
          if (!index.holds(chunk.id())) {
            throw new DamageException("a chunk is missing");
          }
          used.add(chunk.id());
        }
      }
    }
  }

  /// Whether it is needed, from the place that counts.
  boolean needs(ChunkId id, PackFrame at) {
    return used.contains(id) && index.place(id).filter(it -> it.frame().equals(at)).isPresent();
  }

  /// Whether something that a pack holds is needed from one of `others`.
  boolean isNeededFrom(Set<String> others, PackDirectory pack) {
    return pack.rows().stream()
        .flatMap(it -> it.chunks().stream())
        .filter(it -> used.contains(it.id()))
        .flatMap(it -> index.place(it.id()).stream())
        .anyMatch(it -> others.contains(it.frame().pack()));
  }

  /// How many bytes of a pack are needed, before they were compressed.
  long needed(PackDirectory pack) {
    return pack.rows().stream()
        .flatMapToLong(row ->
            row.chunks().stream()
                .filter(it -> needs(it.id(), row.frame()))
                .mapToLong(PackDirectory.Chunk::bytes))
        .sum();
  }
}
