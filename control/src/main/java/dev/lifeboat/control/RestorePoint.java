package dev.lifeboat.control;

import java.time.Instant;

/// A point of its log to which a database is restored.
public sealed interface RestorePoint {
  /// All that there is.
  record Latest() implements RestorePoint {}

  /// All that there is of the newest server, and never of one before it.
  record End() implements RestorePoint {}

  /// What was committed by then.
  record Time(Instant at) implements RestorePoint {}

  /// A position of its log.
  ///
  /// @param lsn as the database writes positions
  record Position(String lsn) implements RestorePoint {}

  /// That transaction is the last one.
  record Transaction(long id) implements RestorePoint {}

  /// A restore point of the database.
  record Named(String name) implements RestorePoint {}
}
