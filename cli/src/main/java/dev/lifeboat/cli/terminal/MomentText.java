package dev.lifeboat.cli.terminal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A moment as people type it: `02:30` for the next time that a clock here shows it,
/// `2026-11-23T02:30`, or the same with an offset.
public final class MomentText {
  private MomentText() {}

  /// Gives the moment once it is told the present; empty for what is none.
  public static Optional<UnaryOperator<Instant>> parse(String text) {
    var zone = ZoneId.systemDefault();
    try {
      if (text.matches("[0-9]{2}:[0-9]{2}(:[0-9]{2})?")) {
        var time = LocalTime.parse(text);
        return Optional.of(now -> next(now, now.atZone(zone).with(time)));
      }
      var moment =
          text.matches(".*T.*(Z|[+-][0-9:]+)")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).atZone(zone).toInstant();
      return Optional.of(_ -> moment);
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /// The second of the two is another one only in the hour that comes twice.
  private static Instant next(Instant now, ZonedDateTime today) {
    return Stream.of(today, today.withLaterOffsetAtOverlap(), today.plusDays(1))
        .map(ZonedDateTime::toInstant)
        .filter(it -> it.isAfter(now))
        .findFirst()
        .orElseThrow();
  }
}
