package dev.lifeboat.vault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One record of the list of what a snapshot holds, in the order of the walk. The content of a file
/// stands behind it, as runs and an end.
sealed interface TreeRecord {

  /// A folder, a file, a link, or one more name of a file that came before.
  ///
  /// @param target where a link leads, or the file's first name; else empty
  record Node(Kind kind, VaultPath path, ItemAttributes attributes, VaultPath target)
      implements TreeRecord {
    enum Kind {
      FOLDER(1),
      FILE(2),
      LINK(3),
      SAME(4);

      /// As it stands in a vault.
      final byte code;

      Kind(int code) {
        this.code = (byte) code;
      }

      static Optional<Kind> of(int code) {
        return Arrays.stream(values()).filter(it -> it.code == code).findFirst();
      }
    }
  }

  /// Some chunks of the file before.
  record Run(List<PackDirectory.Chunk> chunks) implements TreeRecord {
    public Run {
      chunks = List.copyOf(chunks);
    }
  }

  /// The end of the file before.
  ///
  /// @param bytes how long it is
  record End(long bytes) implements TreeRecord {}

  /// Something that was there and could not be kept.
  record Absent(VaultPath path, String why) implements TreeRecord {}
}
