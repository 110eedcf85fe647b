package dev.lifeboat.vault;

import dev.lifeboat.vault.TreeRecord.Node;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// What of a snapshot is wanted. A file may be wanted by another name of it alone; then it is
/// restored under that one.
final class RestorePart {
  private final VaultPath only;

  /// By the name that is not wanted itself.
  private final Map<VaultPath, VaultPath> otherNames;

  private RestorePart(VaultPath only, Map<VaultPath, VaultPath> otherNames) {
    this.only = only;
    this.otherNames = otherNames;
  }

  /// All of it, with one file under another name, which no other file has.
  static RestorePart renaming(VaultPath file, VaultPath as) {
    return new RestorePart(VaultPath.ROOT, Map.of(file, as));
  }

  /// @throws NoVaultException when the snapshot has no such path
  static RestorePart of(VaultPath only, TreeReader tree) throws IOException {
    var names = new HashMap<VaultPath, VaultPath>();
    var part = new RestorePart(only, names);
    if (part.isAll()) {
      return part;
    }
    boolean found = false;
    boolean ended = false;
    boolean damaged = false;
    while (!ended) {
      try {
        var next = tree.next();
        ended = next.isEmpty();
        if (next.isPresent() && next.get() instanceof Node node && part.has(node.path())) {
          found = true;
          if (node.kind() == Node.Kind.SAME && !part.has(node.target())) {
            names.putIfAbsent(node.target(), node.path());
          }
        }
      } catch (DamageException lost) {
        damaged = true; // Told by the restore, which reads the list again.
      }
    }
    if (!found && !damaged) {
      throw new NoVaultException("the snapshot has no '%s'".formatted(only));
    }
    return part;
  }

  boolean isAll() {
    return only.equals(VaultPath.ROOT);
  }

  boolean has(VaultPath path) {
    return path.isWithin(only);
  }

  boolean has(Node node) {
    return has(node.path()) || otherNames.containsKey(node.path());
  }

  /// Under which name it is restored.
  VaultPath name(Node node) {
    return otherNames.getOrDefault(node.path(), node.path());
  }

  /// As a person knows it.
  VaultPath told(Node node) {
    return isAll() ? node.path() : name(node);
  }

  /// Under which name the file is restored of which `node` is one more name.
  VaultPath first(Node node) {
    return otherNames.getOrDefault(node.target(), node.target());
  }
}
