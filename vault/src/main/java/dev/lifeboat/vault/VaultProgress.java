package dev.lifeboat.vault;

/// Is told how far a command got, often and from its own thread; must be quick.
public interface VaultProgress {
  /// Tells nobody.
  VaultProgress SILENT = (_, _, _, _) -> {};

  /// Tells how far it got.
  ///
  /// @param phase what is going on, in one word
  /// @param done how many files or packs are
  /// @param total of how many; zero while nobody knows
  /// @param bytes how many are
  void at(String phase, long done, long total, long bytes);

  /// Tells that the trail has no entry of it, since the store takes none: a restore goes on.
  default void untold(String why) {}
}
