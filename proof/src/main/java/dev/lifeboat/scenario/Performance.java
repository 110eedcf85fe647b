package dev.lifeboat.scenario;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.plan.SpanText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How fast clients are answered in recovery mode, against before the fault: the ratio of the
/// medians of the canary's acknowledged writes.
///
/// @param judged by the ratio, unless nobody would notice
/// @param beforeMillis median before the fault; null when too few writes were acknowledged
/// @param afterMillis median once recovered; null when too few were
/// @param ratio of after to before; null when one of them is
/// @param bound the ratio that is still met
public record Performance(
    @JsonUnwrapped Criterion judged,
    @Nullable Double beforeMillis,
    @Nullable Double afterMillis,
    @Nullable Double ratio,
    double bound) {

  /// A recovery region of the same size answers as fast; three times as slow is another service.
  public static final double BOUND = 3;

  /// No person notices this, so a median below it is met whatever the ratio: it keeps the word of a
  /// machine that is busy with other things from failing a drill.
  public static final Duration UNNOTICED = Duration.ofMillis(200);

  /// A median of fewer writes than this is chance.
  public static final int FEWEST = 20;

  /// A span of the log.
  ///
  /// @param until exclusive
  public record Span(Instant from, Instant until) {
    /// All that was before a fault.
    public static Span before(CanaryHistory recording, Instant faultAt) {
      return new Span(recording.header().startedAt(), faultAt);
    }

    /// All from the moment on at which every instance of the recovery region served.
    public static Span after(CanaryHistory recording, Instant recoveredAt) {
      return new Span(recoveredAt, recording.lastMoment().plusNanos(1));
    }

    private boolean holds(CanaryAttempt write) {
      return !write.at().isBefore(from) && write.at().isBefore(until);
    }
  }

  /// Judges the writes sent in `after` against those sent in `before`.
  public static Performance of(CanaryHistory recording, Span before, Span after) {
    var was = median(recording.writes(), before);
    var is = median(recording.writes(), after);
    if (was.isEmpty() || is.isEmpty()) {
      return unknown(
          "fewer than %d writes were acknowledged %s"
              .formatted(FEWEST, was.isEmpty() ? "before the fault" : "after the recovery"));
    }
    return of(was.get(), is.get(), "before");
  }

  /// Judges the writes of one canary against those that another sent in the same span, so that
  /// whatever else the machine did then slowed both.
  ///
  /// @param named what `other` is, such as `at home`
  public static Performance between(
      CanaryHistory other, CanaryHistory judged, Span meanwhile, String named) {
    var was = median(other.writes(), meanwhile);
    var is = median(judged.writes(), meanwhile);
    return was.isEmpty() || is.isEmpty()
        ? unknown("fewer than %d writes were acknowledged meanwhile".formatted(FEWEST))
        : of(was.get(), is.get(), named);
  }

  /// Judges one median against another.
  ///
  /// @param wasMillis what it is held against
  /// @param named what that is of, such as `before`
  public static Performance of(double wasMillis, double isMillis, String named) {
    double ratio = Math.round(100 * isMillis / Math.max(wasMillis, 0.001)) / 100.0;
    boolean unnoticed = isMillis <= UNNOTICED.toMillis();
    return new Performance(
        Criterion.of(
            ratio <= BOUND || unnoticed,
            String.format(
                Locale.ROOT,
                "median %.1f ms, %.1f ms %s: ratio %.2f of %.1f%s",
                isMillis,
                wasMillis,
                named,
                ratio,
                BOUND,
                ratio > BOUND && unnoticed ? ", and under " + UNNOTICED.toMillis() + " ms" : "")),
        wasMillis,
        isMillis,
        ratio,
        BOUND);
  }

  /// Not measured.
  public static Performance unknown(String why) {
    return new Performance(Criterion.unknown(why), null, null, null, BOUND);
  }

  private static Optional<Double> median(List<CanaryAttempt> writes, Span span) {
    return median(times(writes, span));
  }

  /// The time in the middle; empty of fewer than [#FEWEST].
  ///
  /// @param times as [#times] gives them
  public static Optional<Double> median(List<Double> times) {
    return times.size() < FEWEST ? Optional.empty() : Optional.of(times.get(times.size() / 2));
  }

  /// How long the acknowledged writes that were sent in `span` took, shortest first; in
  /// milliseconds, to the microsecond.
  public static List<Double> times(List<CanaryAttempt> writes, Span span) {
    return writes.stream()
        .filter(span::holds)
        .filter(CanaryAttempt::acknowledged)
        .map(write -> Duration.between(write.at(), write.outcome().ended().orElseThrow()))
        .map(SpanText::millis)
        .sorted()
        .toList();
  }
}
