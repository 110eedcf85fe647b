package dev.lifeboat.vault;

import dev.lifeboat.vault.VaultStore.Shelf;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Something in a vault that is not what was written, or a path that it takes away.
///
/// @param where such as `packs/3f…` or `snapshots/9c…: dir/file`
public record VaultDamage(String where, String why) {
  static VaultDamage of(String where, String why) {
    return new VaultDamage(where, why);
  }

  static VaultDamage of(String where, Exception cause) {
    return new VaultDamage(where, String.valueOf(cause.getMessage()));
  }

  /// As people read it.
  @Override
  public String toString() {
    return "%s: %s".formatted(where, why);
  }

  /// The names of what is damaged on a shelf.
  static Set<String> names(Shelf shelf, List<VaultDamage> damages) {
    var folder = shelf.word() + "/";
    return damages.stream()
        .map(VaultDamage::where)
        .filter(it -> it.startsWith(folder))
        .map(it -> it.substring(folder.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
