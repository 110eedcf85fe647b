package dev.lifeboat.vault;

/// Something in a vault that is not what was written, or a path that it takes away.
///
/// @param where such as `packs/3f…` or `snapshot 9c…: dir/file`
public record VaultDamage(String where, String why) {
  static VaultDamage of(String where, String why) {
    return new VaultDamage(where, why);
  }

  static VaultDamage of(String where, Exception cause) {
    return new VaultDamage(where, String.valueOf(cause.getMessage()));
  }
}
