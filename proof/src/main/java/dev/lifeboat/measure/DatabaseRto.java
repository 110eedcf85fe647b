package dev.lifeboat.measure;

import java.time.Duration;

/// The two figures of a canary that writes into a table of its own. Neither alone says that a
/// service is back: a database that takes writes may have no service before it, and a service that
/// answers may have no database that takes writes.
///
/// @param database from the fault until the first of N consecutive acknowledged writes into the
///   canary's own table and bucket
/// @param health from the fault until the first of as many good answers of the front door's health
public record DatabaseRto(Figure database, Figure health) {

  /// Both are good: the later of the two; unknown while one of them is.
  Figure later() {
    return switch (database) {
      case Figure.Unknown(var why) -> new Figure.Unknown("of the database: " + why);
      case Figure.Measured(var written) ->
          switch (health) {
            case Figure.Unknown(var why) -> new Figure.Unknown("of the health: " + why);
            case Figure.Measured(var answered) -> new Figure.Measured(later(written, answered));
          };
    };
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
