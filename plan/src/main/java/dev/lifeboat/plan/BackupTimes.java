package dev.lifeboat.plan;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Moments at which backups are taken: on some days of the week, at some times of a zone.
///
/// @param days at least one
/// @param times at least one, in order
public record BackupTimes(Set<DayOfWeek> days, List<LocalTime> times, ZoneId zone) {
  /// Where a plan says nothing else.
  static final BackupTimes NIGHTLY =
      new BackupTimes(EnumSet.allOf(DayOfWeek.class), List.of(LocalTime.of(2, 0)), ZoneOffset.UTC);

  static final KeyType.Text<BackupTimes> TYPE =
      new KeyType.Text<>(
          "text",
          Pattern.compile(
              "(?:daily|([a-z]{3}(?:,[a-z]{3})*)) ([0-9]{2}:[0-9]{2}(?:,[0-9]{2}:[0-9]{2})*)"
                  + "(?: (\\S+))?"),
          "write days, times and a zone, such as 'daily 02:00' or 'sat,sun 06:00,18:00 Europe/Berlin'",
          BackupTimes::of);

  /// Days in which each one comes, and one more for zones.
  private static final int WEEK = 8;

  public BackupTimes {
    days = Collections.unmodifiableSet(new TreeSet<>(days));
    times = times.stream().sorted().distinct().toList();
    if (days.isEmpty() || times.isEmpty()) {
      throw new IllegalArgumentException("backups are taken on a day, at a time");
    }
  }

  private static Optional<BackupTimes> of(MatchResult form) {
    try {
      return Optional.of(
          new BackupTimes(
              MoveWindow.days(Optional.ofNullable(form.group(1))),
              Arrays.stream(form.group(2).split(",", -1)).map(LocalTime::parse).toList(),
              ZoneId.of(Optional.ofNullable(form.group(3)).orElse("UTC"))));
    } catch (DateTimeException | IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /// The last one that is not after `now`.
  public Instant last(Instant now) {
    return around(now).filter(it -> !it.isAfter(now)).reduce((_, later) -> later).orElseThrow();
  }

  /// The first one after `now`.
  public Instant next(Instant now) {
    return around(now).filter(it -> it.isAfter(now)).findFirst().orElseThrow();
  }

  /// The longest time between two of them, by the zone's own clock.
  public Duration longestPause() {
    var week =
        days.stream()
            .flatMap(day ->
                times.stream()
                    .map(it -> Duration.ofDays(day.getValue()).plusNanos(it.toNanoOfDay())))
            .sorted()
            .toList();
    var longest = week.getFirst().plusDays(DayOfWeek.values().length).minus(week.getLast());
    for (int i = 1; i < week.size(); i++) {
      var pause = week.get(i).minus(week.get(i - 1));
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }
    return longest;
  }

  private Stream<Instant> around(Instant now) {
    var today = now.atZone(zone).toLocalDate();
    return LongStream.rangeClosed(-WEEK, WEEK)
        .mapToObj(today::plusDays)
        .filter(it -> days.contains(it.getDayOfWeek()))
        .flatMap(day -> times.stream().map(it -> ZonedDateTime.of(day, it, zone).toInstant()))
        .sorted();
  }

  /// As the plan has it.
  @Override
  public String toString() {
    return "%s %s %s"
        .formatted(
            days.size() == DayOfWeek.values().length
                ? "daily"
                : String.join(",", days.stream().map(MoveWindow::word).toList()),
            String.join(",", times.stream().map(LocalTime::toString).toList()),
            zone);
  }
}
