package dev.lifeboat.cli.terminal;

import dev.lifeboat.plan.SpanText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Spans and moments as people read them.
public final class Spans {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

  // What is younger was just now for everybody who reads it.
  private static final Duration MOMENT_FROM = Duration.ofMinutes(2);

  private Spans() {}

  /// Such as `0.91 s`; `unknown` for null.
  public static String seconds(@Nullable Double seconds) {
    return seconds == null ? "unknown" : SpanText.seconds(seconds, 2);
  }

  /// The same of a span that was measured.
  public static String took(Duration span) {
    return SpanText.measured(span);
  }

  /// How many seconds it was from one moment to another, as documents have it.
  public static double between(Instant from, Instant to) {
    return SpanText.number(Duration.between(from, to));
  }

  /// How long ago, roughly, and from two minutes on the moment too: `3 s ago`, `2 h ago (2026-11-28
  /// 06:12:03 +01:00)`.
  public static String ago(Instant then, Instant now) {
    var young = Duration.between(then, now).compareTo(MOMENT_FROM) < 0;
    return young ? age(then, now) : dated(then, now);
  }

  /// How long ago, roughly, and always the moment.
  public static String dated(Instant then, Instant now) {
    return "%s (%s)".formatted(age(then, now), local(then));
  }

  private static String age(Instant then, Instant now) {
    return rough(Duration.between(then, now)) + " ago";
  }

  /// How long, roughly: `3 s`, `2 h`.
  public static String rough(Duration span) {
    return SpanText.rough(span);
  }

  /// The same as [#local(Instant)] in one word, as RFC 3339 has it, for a table whose columns are
  /// blanks apart.
  public static String localWord(Instant at) {
    return local(at).replaceFirst(" ", "T").replace(" ", "");
  }

  /// Local time with its offset, of what a document has; what is no moment stays as it is.
  public static String local(String moment) {
    try {
      return local(Instant.parse(moment));
    } catch (DateTimeParseException otherForm) {
      return moment;
    }
  }

  /// Local time with its offset.
  public static String local(Instant at) {
    return LOCAL.format(at.atZone(ZoneId.systemDefault()));
  }
}
