package dev.lifeboat.plan;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Names of one kind that a plan declares.
///
/// @param word of the kind, such as `workload`
/// @param all in the order of the file
/// @param unread whether none could be read: that is told where they are declared, and any name may
///   be meant
record DeclaredKind(String word, Collection<String> all, boolean unread) {

  /// The name, or nothing with a mistake told at the value.
  Optional<String> require(PlanValue value, String name) {
    return mayBe(name)
        ? Optional.of(name)
        : UnknownName.tell(value, name, word, () -> List.copyOf(all));
  }

  /// Tells a mistake at the key where the name is none of them.
  void requireKey(PlanValue value, String name) {
    if (!mayBe(name)) {
      UnknownName.tellAtKey(value, name, word, () -> List.copyOf(all));
    }
  }

  private boolean mayBe(String name) {
    return unread || all.contains(name);
  }
}
