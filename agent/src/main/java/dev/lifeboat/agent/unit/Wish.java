package dev.lifeboat.agent.unit;

/// How many instances of a unit shall run, and under which generation. Kept durably.
record Wish(int count, long generation) {}
