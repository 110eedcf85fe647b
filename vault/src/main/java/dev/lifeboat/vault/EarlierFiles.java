package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Chunk;
import dev.lifeboat.vault.TreeRecord.Absent;
import dev.lifeboat.vault.TreeRecord.End;
import dev.lifeboat.vault.TreeRecord.Node;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of the snapshot before, read along with the walk, so that nobody reads a file again
/// that is as it was.
final class EarlierFiles {
  // Their chunks are in memory until it is known that the vault holds each.
  private static final int MOST_CHUNKS = 1 << 18;

  /// The clock of files ticks every 1 to 10 ms.
  private static final Duration TICKS = Duration.ofMillis(20);

  private final @Nullable TreeReader tree;
  private final Instant sure;
  private final ChunkIndex index;
  private Optional<Node> ahead = Optional.empty();
  private boolean ended;

  /// A file that is as it was.
  record Unchanged(List<Chunk> chunks, long bytes) {}

  /// @param tree null where there is none
  /// @param begun when the reading of them began
  EarlierFiles(@Nullable TreeReader tree, Instant begun, ChunkIndex index) {
    this.tree = tree;
    this.sure = begun.minus(TICKS);
    this.index = index;
  }

  /// The content of a file that nothing has changed since. Asked in the order of the walk.
  Optional<Unchanged> of(VaultPath path, ItemAttributes.Look look) throws IOException {
    if (tree == null) {
      return Optional.empty();
    }
    try {
      return find(tree, path, look);
    } catch (DamageException lost) {
      // Then files are read again from here on: slower, and nothing else.
      ended = true;
      ahead = Optional.empty();
      return Optional.empty();
    }
  }

  private Optional<Unchanged> find(TreeReader from, VaultPath path, ItemAttributes.Look look)
      throws IOException {
    while (!ended && (ahead.isEmpty() || ahead.get().path().compareTo(path) < 0)) {
      ahead = nextFile(from);
    }
    if (ended || !ahead.get().path().equals(path)) {
      return Optional.empty();
    }
    var node = ahead.get();
    ahead = Optional.empty();
    return isSame(node.attributes(), look.attributes())
        ? content(from).filter(it -> it.bytes() == look.bytes())
        : Optional.empty();
  }

  /// The time of change cannot be set back, so with it the inode alone would do. One that changed
  /// as it was about to be read may have changed once more at the same time.
  private boolean isSame(ItemAttributes before, ItemAttributes now) {
    return before.inode() == now.inode()
        && before.changed().equals(now.changed())
        && before.changed().isBefore(sure)
        && before.modified().equals(now.modified());
  }

  private Optional<Node> nextFile(TreeReader from) throws IOException {
    for (var next = from.next(); next.isPresent(); next = from.next()) {
      if (next.get() instanceof Node node && node.kind() == Node.Kind.FILE) {
        return Optional.of(node);
      }
    }
    ended = true;
    return Optional.empty();
  }

  private Optional<Unchanged> content(TreeReader from) throws IOException {
    var chunks = new ArrayList<Chunk>();
    for (var next = from.next(); next.isPresent(); next = from.next()) {
      switch (next.get()) {
        case Run run when chunks.size() < MOST_CHUNKS -> chunks.addAll(run.chunks());
        case End(var bytes) -> {
          boolean held =
              chunks.size() < MOST_CHUNKS && chunks.stream().allMatch(it -> index.holds(it.id()));
          return held ? Optional.of(new Unchanged(chunks, bytes)) : Optional.empty();
        }
        case Run _, Absent _, Node _ -> {
          return Optional.empty();
        }
      }
    }
    ended = true;
    return Optional.empty();
  }
}
