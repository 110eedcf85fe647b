package dev.lifeboat.report;

import dev.lifeboat.plan.SpanText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Times and spans as people read them, in one time zone.
record TimeText(ZoneId zone) {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS xxx", Locale.ROOT);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final long MINUTE = 60;

  /// Such as `2026-11-20 16:04:11.182 +01:00`.
  String moment(Instant at) {
    return MOMENT.format(at.atZone(zone));
  }

  /// A moment beside the zone, such as `2026-11-20 16:04:11.182 +01:00 (Europe/Berlin)`.
  String placed(Instant at) {
    return "%s (%s)".formatted(moment(at), zone.getId());
  }

  /// Such as `16:04:11.182`; the page says the day and the zone elsewhere.
  String clock(Instant at) {
    return CLOCK.format(at.atZone(zone));
  }

  /// Such as `16:04:11.182930`, as the evidence has it, so that figures can be computed from it.
  String exact(Instant at) {
    return EXACT.format(at.atZone(zone));
  }

  /// A measured span.
  static String seconds(double seconds) {
    return SpanText.exact(seconds);
  }

  static String seconds(Duration span) {
    return seconds(inSeconds(span));
  }

  /// As [#seconds], or `not known`.
  static String secondsOrNot(@Nullable Double seconds) {
    return seconds == null ? "not known" : seconds(seconds);
  }

  static double inSeconds(Duration span) {
    return span.toNanos() / 1e9;
  }

  /// A span counted from an origin, with its sign: `+0.18 s`.
  static String offset(Duration span) {
    return span.isZero() ? "0 s" : (span.isNegative() ? "−" : "+") + seconds(span.abs());
  }

  /// A round span along an axis, with its sign: `+0.5 s`, `0`, `−2 min`.
  static String tick(Duration span) {
    return span.isZero() ? "0" : (span.isNegative() ? "−" : "+") + round(span.abs());
  }

  /// A span without useless decimals, such as `0.05 s` or `2 min`.
  static String round(Duration span) {
    return span.toSeconds() < MINUTE
        ? BigDecimal.valueOf(span.toMillis(), 3).stripTrailingZeros().toPlainString() + " s"
        : SpanText.objective(inSeconds(span));
  }

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
  }

  /// Such as `1 step` and `12 steps`.
  static String count(long count, String one) {
    return count(count) + " " + one + (count == 1 ? "" : "s");
  }
}
