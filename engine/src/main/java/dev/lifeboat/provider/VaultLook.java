package dev.lifeboat.provider;

import dev.lifeboat.problem.Problem;
import java.util.List;
import java.util.Optional;

/// One look into all vaults of a database.
public sealed interface VaultLook {
  /// Something can be restored.
  ///
  /// @param unread why others of its vaults could not be read, each in words: those alone that may
  ///   have newer log
  record Found(VaultPoint point, List<String> unread) implements VaultLook {
    public Found {
      unread = List.copyOf(unread);
    }
  }

  /// They were read, and none leads anywhere.
  record Empty(Problem why) implements VaultLook {}

  /// None of them could be read: nobody can tell what is there.
  record Unread(Problem why) implements VaultLook {}

  /// What can be restored, if anything.
  default Optional<VaultPoint> found() {
    return this instanceof Found(var point, _) ? Optional.of(point) : Optional.empty();
  }

  /// Why nothing can be restored now; empty where something can.
  default Optional<Problem> hindrance() {
    return switch (this) {
      case Found _ -> Optional.empty();
      case Empty(var why) -> Optional.of(why);
      case Unread(var why) -> Optional.of(why);
    };
  }
}
