package dev.lifeboat.agent.unit;

import org.jspecify.annotations.Nullable;

/// How many instances of a unit shall run, under which generation and with which binding. Kept
/// durably.
///
/// @param binding null for the one that the unit's config begins with
record DesiredInstances(int count, long generation, @Nullable String binding) {}
