package dev.lifeboat.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.function.UnaryOperator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// When a move is to begin, as people type it: `now`, `02:30` for the next time that a clock here
/// shows it, `2026-11-23T02:30`, or the same with an offset.
final class MoveTime implements ITypeConverter<UnaryOperator<Instant>> {
  private static final int LONGEST_TIME_OF_DAY = "02:30:00".length();

  @Override
  public UnaryOperator<Instant> convert(String text) {
    if (text.equals("now")) {
      return now -> now;
    }
    try {
      if (text.length() <= LONGEST_TIME_OF_DAY) {
        var time = LocalTime.parse(text);
        return now -> next(now, time);
      }
      var moment =
          text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})$")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
      return _ -> moment;
    } catch (DateTimeException wrong) {
      throw new TypeConversionException(
          "'%s' is no time; write now, 02:30, 2026-11-23T02:30 or 2026-11-23T02:30+01:00"
              .formatted(text));
    }
  }

  private static Instant next(Instant now, LocalTime time) {
    var zone = ZoneId.systemDefault();
    var today = now.atZone(zone).toLocalDate();
    var first = ZonedDateTime.of(today, time, zone).toInstant();
    return first.isBefore(now)
        ? ZonedDateTime.of(today.plusDays(1), time, zone).toInstant()
        : first;
  }
}
