package dev.lifeboat.control;

import dev.lifeboat.engine.People;

/// On whose behalf a use case acts.
///
/// @param person kept in the journal
/// @param people whom a run asks and tells
/// @param progress what is told while it works
public record Requester(
    String person, People people, HostProcess host, ProgressListener progress) {}
