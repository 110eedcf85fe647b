package dev.lifeboat.agent.state;

import org.jspecify.annotations.Nullable;

/// Files of an old server that a copy replaced, and that stay until a person removes them.
///
/// @param name of the folder, beside the data directory
/// @param epoch under which they were replaced
/// @param since when, RFC 3339 in UTC; null where that is not known
/// @param bytes that they take
/// @param why they are kept
public record KeptCopy(String name, long epoch, @Nullable String since, long bytes, String why) {}
