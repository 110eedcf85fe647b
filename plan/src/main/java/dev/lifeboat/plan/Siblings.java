package dev.lifeboat.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Resources of one workload, as those beside them name them.
///
/// @param types by name, the word of their type; an unreadable type is empty
record Siblings(String workload, Map<String, String> types, ResourceIds ids) {
  /// What the one of that name is called over the whole plan.
  String id(String name) {
    return ids.of(workload, name);
  }

  /// The word of its type; empty if it cannot be read, or there is none of that name.
  String type(String name) {
    return types.getOrDefault(name, "");
  }

  /// What a resource of one of these types is called over the plan, which a value names.
  Optional<String> named(PlanValue cursor, String... wanted) {
    return DeclaredNames.resource(cursor, types, List.of(wanted), "of this workload").map(this::id);
  }
}
