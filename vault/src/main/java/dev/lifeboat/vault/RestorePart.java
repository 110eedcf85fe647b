package dev.lifeboat.vault;

import dev.lifeboat.vault.TreeRecord.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What of a snapshot is wanted. A file may be wanted by another name of it alone; then it is
/// restored under that one.
final class RestorePart {
  private final List<VaultPath> only;

  /// By the name that is not wanted itself.
  private final Map<VaultPath, VaultPath> otherNames;

  private RestorePart(List<VaultPath> only, Map<VaultPath, VaultPath> otherNames) {
    this.only = only;
    this.otherNames = otherNames;
  }

  /// All of it, with one file under another name, which no other file has.
  static RestorePart renaming(VaultPath file, VaultPath as) {
    return new RestorePart(List.of(), Map.of(file, as));
  }

  /// @param only each with all below it; none for all there is
  /// @throws NoVaultException when the snapshot has no such path
  static RestorePart of(List<VaultPath> only, TreeReader tree) throws IOException {
    var names = new HashMap<VaultPath, VaultPath>();
    var part = new RestorePart(only, names);
    if (part.isAll()) {
      return part;
    }
    var missing = new ArrayList<>(only);
    boolean ended = false;
    boolean damaged = false;
    while (!ended) {
      try {
        var next = tree.next();
        ended = next.isEmpty();
        if (next.isPresent() && next.get() instanceof Node node && part.has(node.path())) {
          missing.removeIf(node.path()::isWithin);
          if (node.kind() == Node.Kind.SAME && !part.has(node.target())) {
            names.putIfAbsent(node.target(), node.path());
          }
        }
      } catch (DamageException lost) {
        damaged = true; // Told by the restore, which reads the list again.
      }
    }
    if (!missing.isEmpty() && !damaged) {
      throw new NoVaultException(
          missing.stream()
              .map("'%s'"::formatted)
              .collect(Collectors.joining(" and no ", "the snapshot has no ", "")));
    }
    return part;
  }

  boolean isAll() {
    return only.isEmpty() || only.contains(VaultPath.ROOT);
  }

  boolean has(VaultPath path) {
    return isAll() || only.stream().anyMatch(path::isWithin);
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
