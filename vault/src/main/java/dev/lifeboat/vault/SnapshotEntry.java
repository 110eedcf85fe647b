package dev.lifeboat.vault;

import java.time.Instant;

/// Something that a snapshot holds.
///
/// @param mode with its permissions, as Linux has it
/// @param bytes of a file's content; else 0
/// @param target where a link leads, or the first name of the same file; else empty
public record SnapshotEntry(
    Kind kind,
    VaultPath path,
    int mode,
    int owner,
    int group,
    Instant modified,
    long bytes,
    VaultPath target) {

  /// What it is.
  public enum Kind {
    FOLDER,
    FILE,
    LINK,
    /// One more name of a file.
    SAME
  }

  static SnapshotEntry of(TreeEntries.Entry entry) {
    var node = entry.node();
    var attributes = node.attributes();
    var kind =
        switch (node.kind()) {
          case FOLDER -> Kind.FOLDER;
          case FILE -> Kind.FILE;
          case LINK -> Kind.LINK;
          case SAME -> Kind.SAME;
        };
    return new SnapshotEntry(
        kind,
        node.path(),
        attributes.mode(),
        attributes.owner(),
        attributes.group(),
        attributes.modified(),
        entry.chunks().stream().mapToLong(PackDirectory.Chunk::bytes).sum(),
        node.target());
  }

  /// Whether it has a content.
  public boolean isFile() {
    return kind == Kind.FILE || kind == Kind.SAME;
  }
}
