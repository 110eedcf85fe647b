package dev.lifeboat.plan;

/// Logins at a vault's store, as far as an assessment asks.
///
/// @param writes puts backups there
/// @param keeps removes them there, and what keeps them from being removed
public record VaultLogins(String writes, String keeps) {

  /// Whether whoever has the one can do what the other is for.
  public boolean areOne() {
    return writes.equals(keeps);
  }
}
