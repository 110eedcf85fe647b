package dev.lifeboat.vault;

/// A path that is another in a later snapshot.
public record PathChange(Kind kind, VaultPath path) {

  /// How it differs.
  public enum Kind {
    ADDED,
    REMOVED,
    /// What it holds, where it leads, or what it is.
    CONTENT,
    /// Its owner, its mode or its time alone.
    ATTRIBUTES
  }
}
