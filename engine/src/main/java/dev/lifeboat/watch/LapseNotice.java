package dev.lifeboat.watch;

/// Notice of a writer's agent to the arbiter about its database.
///
/// @param region of the writer
/// @param lapsed whether writes go on without the replica; false once it has everything again
/// @param why the replica was away; empty when it is back
public record LapseNotice(String region, boolean lapsed, String why) {}
