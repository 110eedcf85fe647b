package dev.lifeboat.control;

import dev.lifeboat.provider.VaultPoint;
import java.time.Instant;

/// A point of its log to which a database is restored.
public sealed interface RestorePoint {
  /// All that there is.
  record Latest() implements RestorePoint {}

  /// All that there is of the newest server, and never of one before it.
  record End() implements RestorePoint {}

  /// All that leads on of the newest server, whatever there is behind a gap.
  record Unbroken() implements RestorePoint {}

  /// What was committed by then, by a log that ends there: whoever recovers to its end is there.
  record Before(Instant at) implements RestorePoint {}

  /// The same as a vault's point ends.
  static RestorePoint of(VaultPoint.End end) {
    return switch (end) {
      case VaultPoint.End.Whole() -> new End();
      case VaultPoint.End.Gap _ -> new Unbroken();
      case VaultPoint.End.Before(var at) -> new Before(at);
    };
  }

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
