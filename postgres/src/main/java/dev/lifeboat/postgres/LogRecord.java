package dev.lifeboat.postgres;

import java.time.Instant;
import java.util.Optional;

/// One record of a write-ahead log.
///
/// @param begin where it begins
/// @param end where the next one may begin
/// @param transaction of which it is; zero for none
/// @param ended when that transaction was committed or rolled back, where this is the record of it
/// @param point the name of the restore point that it is
public record LogRecord(
    Lsn begin, Lsn end, long transaction, Optional<Instant> ended, Optional<String> point) {}
