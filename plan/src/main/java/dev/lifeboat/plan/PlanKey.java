package dev.lifeboat.plan;

import java.util.Optional;

/// The one declaration of a key of the plan. The reader reads by it; schema and reference page are
/// generated from it. What the key means, and an example, stand in the reference page.
///
/// @param byDefault what holds without the key; empty if nothing does, or what depends on others
/// @param rule what to write where it is left out; empty for a key that may be
public record PlanKey(
    String name, KeyType type, Optional<Object> byDefault, Optional<String> rule) {}
