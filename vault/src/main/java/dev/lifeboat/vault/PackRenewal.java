package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Row;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

/// Stores anew what is needed of packs that hold little else, so that these can go.
final class PackRenewal {
  private final VaultStore store;
  private final VaultKeys keys;
  private final SecureRandom random;
  private final PackReader packs;

  PackRenewal(VaultStore store, VaultKeys keys, SecureRandom random) {
    this.store = store;
    this.keys = keys;
    this.random = random;
    this.packs = new PackReader(store, keys);
  }

  /// Returns once all of it is durable and an index file tells of it.
  ///
  /// @param condemned packs that cannot be relied on
  void renew(ChunkIndex all, ChunkUse use, Set<String> sparse, Set<String> condemned)
      throws IOException, InterruptedException {
    var without = new HashSet<>(sparse);
    without.addAll(condemned);
    var others = ChunkIndex.load(store, keys, true, without);
    try (var pipeline = new ChunkPipeline(store, keys, others, random)) {
      var reader = new ChunkReader(all, packs, keys);
      for (var pack : all.directories()) {
        if (sparse.contains(pack.pack())) {
          for (var row : pack.rows()) {
            renew(row, use, reader, pipeline);
          }
        }
      }
      ChunkIndex.write(store, keys, pipeline.end(), random);
    }
  }

  private static void renew(Row row, ChunkUse use, ChunkReader reader, ChunkPipeline pipeline)
      throws IOException, InterruptedException {
    if (row.chunks().stream().noneMatch(it -> use.needs(it.id(), row.frame()))) {
      return;
    }
    var bytes = reader.frame(row.frame());
    var segment = pipeline.begin();
    int from = 0;
    int to = 0;
    for (var chunk : row.chunks()) {
      if (use.needs(chunk.id(), row.frame())) {
        reader.require(chunk.id(), bytes, from, chunk.bytes());
        System.arraycopy(bytes, from, segment.room(), to, chunk.bytes());
        segment.add(chunk.bytes());
        to += chunk.bytes();
      }
      from += chunk.bytes();
    }
    pipeline.submit(segment);
  }
}
