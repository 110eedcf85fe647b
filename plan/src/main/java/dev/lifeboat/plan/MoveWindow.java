package dev.lifeboat.plan;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Span in which planned work is expected: on some days of the week, between two times of a zone.
/// One that ends before it begins goes on over midnight.
///
/// @param days on which it begins; at least one
/// @param from first moment
/// @param until first moment after it; another time than `from`
public record MoveWindow(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
  static final KeyType.Text<MoveWindow> TYPE =
      new KeyType.Text<>(
          "text",
          Pattern.compile(
              "(?:([a-z]{3}(?:,[a-z]{3})*) )?([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})(?: (\\S+))?"),
          "write days, times and a zone, such as 'sat,sun 02:00-05:00 Europe/Berlin'",
          MoveWindow::of);

  public MoveWindow {
    days = Collections.unmodifiableSet(new TreeSet<>(days));
    if (days.isEmpty() || from.equals(until)) {
      throw new IllegalArgumentException("a window has days, a begin and another end");
    }
  }

  private static Optional<MoveWindow> of(MatchResult form) {
    try {
      return Optional.of(
          new MoveWindow(
              days(Optional.ofNullable(form.group(1))),
              LocalTime.parse(form.group(2)),
              LocalTime.parse(form.group(3)),
              ZoneId.of(Optional.ofNullable(form.group(4)).orElse("UTC"))));
    } catch (DateTimeException | IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /// All where none is said.
  static Set<DayOfWeek> days(Optional<String> words) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var word : words.map(it -> it.split(",", -1)).orElse(new String[0])) {
      days.add(day(word));
    }
    return words.isPresent() ? days : EnumSet.allOf(DayOfWeek.class);
  }

  private static DayOfWeek day(String word) {
    for (var day : DayOfWeek.values()) {
      if (word(day).equals(word)) {
        return day;
      }
    }
    throw new IllegalArgumentException("no day is called '" + word + "'");
  }

  static String word(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /// One time that it is open.
  ///
  /// @param end first moment after it
  public record Opening(Instant begin, Instant end) {
    /// Whether planned work may begin.
    public boolean isAt(Instant now) {
      return !now.isBefore(begin) && now.isBefore(end);
    }
  }

  /// The next moment at which a move may begin; `now` within the window.
  public Instant next(Instant now) {
    var opening = opening(now);
    return opening.isAt(now) ? now : opening.begin();
  }

  /// The opening at that moment, else the first one after it.
  public Opening opening(Instant now) {
    // A window of yesterday may go on; the next one begins within a week, unless clocks are put
    // forward over it.
    for (int ahead = -1; ahead <= 14; ahead++) {
      var day = now.atZone(zone).toLocalDate().plusDays(ahead);
      var begin = ZonedDateTime.of(day, from, zone).toInstant();
      var end =
          ZonedDateTime.of(until.isAfter(from) ? day : day.plusDays(1), until, zone).toInstant();
      if (days.contains(day.getDayOfWeek()) && begin.isBefore(end) && now.isBefore(end)) {
        return new Opening(begin, end);
      }
    }
    throw new IllegalStateException(this + " never begins");
  }

  /// As the plan has it.
  @Override
  public String toString() {
    return "%s %s-%s %s"
        .formatted(
            String.join(",", days.stream().map(MoveWindow::word).toList()), from, until, zone);
  }
}
