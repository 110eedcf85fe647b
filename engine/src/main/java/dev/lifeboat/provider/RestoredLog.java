package dev.lifeboat.provider;

/// End of the log that came back with a database's files. A vault goes on while one looks into it:
/// this may be farther than what was seen before.
///
/// @param timeline of the log
/// @param reaches up to where a server that starts from the files recovers, as PostgreSQL writes
///   positions
public record RestoredLog(int timeline, String reaches) {}
