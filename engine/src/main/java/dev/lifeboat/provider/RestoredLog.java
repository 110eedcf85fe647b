package dev.lifeboat.provider;

/// End of the log that came back with a database's files. A vault goes on while one looks into it:
/// this may be farther than what was seen before.
///
/// @param vault from which they came: a copy, where the one that was asked is damaged
/// @param timeline of the log
/// @param reaches up to where a server that starts from the files recovers, as PostgreSQL writes
///   positions
public record RestoredLog(String vault, int timeline, String reaches) {}
