package dev.lifeboat.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// A point of a server's log at which a recovery ends, as PostgreSQL means it (documentation,
/// "Recovery Target").
public sealed interface RecoveryTarget {

  /// The end of the log.
  record Latest() implements RecoveryTarget {}

  /// The end of the log that leads on, whatever there is behind a gap.
  record Unbroken() implements RecoveryTarget {}

  /// What was committed by then, and nothing later.
  record Time(Instant at) implements RecoveryTarget {}

  /// The same, by a log that is cut there: a server that knows of no target, as one that stands by,
  /// ends at it too.
  record Before(Instant at) implements RecoveryTarget {}

  /// The first record that begins there or later is the last one.
  record Position(Lsn at) implements RecoveryTarget {}

  /// That transaction is the last one.
  ///
  /// @param id as the server tells it, with or without what it counts beyond 32 bits
  record Transaction(long id) implements RecoveryTarget {}

  /// A restore point that somebody named.
  record Point(String name) implements RecoveryTarget {}

  /// Whether recovery ends at that record, or right before it.
  default boolean isReachedBy(LogRecord record) {
    return switch (this) {
      case Latest(), Unbroken() -> false;
      case Before(var at) -> record.ended().filter(it -> it.isAfter(at)).isPresent();
      case Time(var at) -> record.ended().filter(it -> it.isAfter(at)).isPresent();
      case Position(var at) -> record.begin().compareTo(at) >= 0;
      case Transaction(var id) ->
          record.ended().isPresent() && (int) record.transaction() == (int) id;
      case Point(var name) -> record.point().filter(name::equals).isPresent();
    };
  }

  /// As the server's settings have it; empty for the end of the log that it is given.
  default Optional<String> setting() {
    return switch (this) {
      case Latest(), Unbroken(), Before(_) -> Optional.empty();
      case Time(var at) ->
          Optional.of(
              ConfigText.setting(
                  "recovery_target_time",
                  DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS+00", Locale.ROOT)
                      .format(at.atOffset(ZoneOffset.UTC))));
      case Position(var at) ->
          Optional.of(ConfigText.setting("recovery_target_lsn", at.toString()));
      case Transaction(var id) ->
          Optional.of(
              ConfigText.setting("recovery_target_xid", Integer.toUnsignedString((int) id)));
      case Point(var name) -> Optional.of(ConfigText.setting("recovery_target_name", name));
    };
  }

  /// For people.
  default String words() {
    return switch (this) {
      case Latest() -> "the end of the log";
      case Unbroken() -> "the end of the log before a gap";
      case Before(var at) -> "time " + at;
      case Time(var at) -> "time " + at;
      case Position(var at) -> "position " + at;
      case Transaction(var id) -> "transaction " + Long.toUnsignedString(id);
      case Point(var name) -> "restore point '%s'".formatted(name);
    };
  }
}
