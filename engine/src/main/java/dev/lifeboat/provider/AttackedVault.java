package dev.lifeboat.provider;

import dev.lifeboat.plan.Count;
import java.util.List;

/// Vault that was attacked with the login that writes to it.
///
/// @param objects of it that were attacked
/// @param refused how many calls its store refused
/// @param let those that it did not
public record AttackedVault(String vault, int objects, int refused, List<String> let) {
  public AttackedVault {
    let = List.copyOf(let);
  }

  /// In words.
  public String phrase() {
    return let.isEmpty()
        ? "the store of vault '%s' refused %s against %s"
            .formatted(vault, Count.of(refused, "call"), Count.of(objects, "object"))
        : "the store of vault '%s' let go: %s".formatted(vault, String.join(", ", let));
  }
}
