package dev.lifeboat.agent.unit;

import org.jspecify.annotations.Nullable;

/// Instances of a unit that shall run: how many, of which generation and binding. Kept durably.
///
/// @param binding null for the one that the unit's config begins with
record DesiredInstances(int count, long generation, @Nullable String binding) {}
