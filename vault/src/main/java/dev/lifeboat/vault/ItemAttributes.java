package dev.lifeboat.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a file system says of a file beside its content.
///
/// @param mode the lower twelve bits: who may do what, and the bits for set-user, set-group, sticky
/// @param modified when its content changed
/// @param changed when anything of it changed, which nobody can set back; with `inode` it tells
///   that a file is as it was
record ItemAttributes(
    int mode, int owner, int group, Instant modified, Instant changed, long inode) {
  private static final int PERMISSIONS = 07777;

  /// A file as the walk finds it.
  ///
  /// @param device with `inode` and `links` it tells names of one file
  record Look(ItemAttributes attributes, Kind kind, long bytes, long device, int links) {}

  /// What a thing in a folder is.
  enum Kind {
    FOLDER(0040000),
    FILE(0100000),
    LINK(0120000),
    PIPE(0010000),
    SOCKET(0140000),
    CHARACTER_DEVICE(0020000),
    BLOCK_DEVICE(0060000);

    private static final int MASK = 0170000;

    private final int bits;

    Kind(int bits) {
      this.bits = bits;
    }

    /// For people.
    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static Optional<Kind> of(int mode) {
      for (var kind : values()) {
        if ((mode & MASK) == kind.bits) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  /// Looks at a path itself, not at what a link leads to.
  static Look look(Path path) throws IOException {
    var told = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) value(told, "mode");
    var kind =
        Kind.of(mode)
            .orElseThrow(() -> new IOException("%s is of an unknown kind".formatted(path)));
    var attributes =
        new ItemAttributes(
            mode & PERMISSIONS,
            (Integer) value(told, "uid"),
            (Integer) value(told, "gid"),
            ((FileTime) value(told, "lastModifiedTime")).toInstant(),
            ((FileTime) value(told, "ctime")).toInstant(),
            ((Number) value(told, "ino")).longValue());
    return new Look(
        attributes,
        kind,
        (Long) value(told, "size"),
        ((Number) value(told, "dev")).longValue(),
        (Integer) value(told, "nlink"));
  }

  private static Object value(Map<String, Object> told, String name) {
    return Objects.requireNonNull(told.get(name), name);
  }
}
