package dev.lifeboat.watch;

/// What the agent of a writer tells the arbiter about its database.
///
/// @param region of the writer
/// @param lapsed whether writes go on without the replica; false once it has everything again
/// @param why the replica was away; empty when it is back
public record LapseNotice(String region, boolean lapsed, String why) {}
