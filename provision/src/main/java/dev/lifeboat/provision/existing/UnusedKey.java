package dev.lifeboat.provision.existing;

/// Key of a source that is no part of the plan.
///
/// @param key as the source has it
public record UnusedKey(String key, String why) {}
