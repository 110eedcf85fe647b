package dev.lifeboat.vault;

import dev.lifeboat.vault.PackDirectory.Chunk;
import dev.lifeboat.vault.TreeRecord.Absent;
import dev.lifeboat.vault.TreeRecord.End;
import dev.lifeboat.vault.TreeRecord.Node;
import dev.lifeboat.vault.TreeRecord.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A list of files by what it names, each with all its chunks. One thread.
final class TreeEntries {
  private final TreeReader tree;
  private Optional<TreeRecord> ahead;

  /// @param chunks of a file; else none
  record Entry(Node node, List<Chunk> chunks) {
    Entry {
      chunks = List.copyOf(chunks);
    }
  }

  TreeEntries(TreeReader tree) throws IOException {
    this.tree = tree;
    this.ahead = tree.next();
  }

  /// The next one; empty at the end. What could not be kept is none.
  Optional<Entry> next() throws IOException {
    while (ahead.isPresent()) {
      var entry = entry();
      if (entry.isPresent()) {
        return entry;
      }
    }
    return Optional.empty();
  }

  private Optional<Entry> entry() throws IOException {
    var first = ahead.orElseThrow();
    ahead = tree.next();
    if (!(first instanceof Node node)) {
      return Optional.empty();
    }
    if (node.kind() != Node.Kind.FILE) {
      return Optional.of(new Entry(node, List.of()));
    }
    var chunks = new ArrayList<Chunk>();
    while (ahead.isPresent()) {
      switch (ahead.get()) {
        case Run run -> chunks.addAll(run.chunks());
        case End _ -> {
          ahead = tree.next();
          return Optional.of(new Entry(node, chunks));
        }
        case Absent _ -> {
          ahead = tree.next();
          return Optional.empty();
        }
        case Node _ -> throw new DamageException("the list of files lacks an end of a file");
      }
      ahead = tree.next();
    }
    throw new DamageException("the list of files lacks an end of a file");
  }
}
