package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.plan.Objectives;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// RTO or RPO, large, beside its objective, with what it was computed from.
///
/// @param measured null when it was not
/// @param why it was not measured; else null
/// @param spans into which the figure divides, and the moments that it lies between
/// @param lost what is said of lost writes; null of an RTO, and when they were not counted
/// @param basis what the figure rests on; null where that is the front door
record FigureCard(
    String name,
    @Nullable Seconds measured,
    Badge badge,
    String objective,
    @Nullable String why,
    Spans spans,
    @Nullable String lost,
    @Nullable String basis) {

  /// A figure, for machines and for people.
  record Seconds(double value, String text) {}

  /// @param divided whether all parts are known, so that they can be drawn
  /// @param shares of the whole RTO
  record Spans(boolean divided, List<Share> shares, List<Span> all) {
    private static Spans of(Span... all) {
      return new Spans(false, List.of(), List.of(all));
    }
  }

  record Share(String style, String x, String width) {}

  record Span(String style, String name, String text) {}

  /// Both figures.
  static List<FigureCard> of(Contents contents, Moments moments, TimeText words) {
    return switch (contents.result()) {
      case Part.Here<DrillResult>(var result) ->
          List.of(rto(result.measured(), moments, words), rpo(result.measured(), moments, words));
      case Part.Missing<DrillResult>(var why) -> {
        var objectives = contents.workload().value().map(Workload::objectives);
        yield List.of(
            unmeasured("RTO", objectives.map(Objectives::rto), why, steps(moments)),
            unmeasured("RPO", objectives.map(Objectives::rpo), why, Spans.of()));
      }
    };
  }

  private static FigureCard unmeasured(
      String name, Optional<Duration> objective, String why, Spans spans) {
    var text = objective(objective.map(TimeText::inSeconds));
    return new FigureCard(name, null, Badge.met(null), text, why, spans, null, null);
  }

  /// How long the run took, which is less than users were out.
  private static Spans steps(Moments moments) {
    return moments
        .opened()
        .flatMap(from -> moments.ended().map(until -> Duration.between(from, until)))
        .map(took -> Spans.of(new Span("moment", "its steps took", TimeText.seconds(took))))
        .orElseGet(Spans::of);
  }

  private static FigureCard rto(DrillResult.Measured measured, Moments moments, TimeText words) {
    var rto = measured.rto();
    var of = measured.rtoOf();
    var all =
        List.of(
            span("detect", rto.detectSeconds()),
            span("decide", rto.decideSeconds()),
            span("recover", rto.recoverSeconds()),
            span("full capacity after", rto.capacitySeconds()),
            moment("from fault", moments.fault(), words),
            moment(
                "to " + moments.servedAgain().map(Moments.Moment::name).orElse("first write again"),
                moments.servedAgain().map(Moments.Moment::at),
                words));
    var shares = shares(rto);
    return new FigureCard(
        "RTO",
        seconds(rto.seconds()),
        Badge.met(rto.met()),
        objective(Optional.of(rto.objectiveSeconds())),
        rto.why(),
        new Spans(!shares.isEmpty(), shares, all),
        null,
        of == null
            ? null
            : ("Basis: %s. The later of two: the database took the canary's own writes again after"
                    + " %s, the front door's health was good again after %s. No user's write was"
                    + " seen.")
                .formatted(
                    measured.basis(),
                    TimeText.secondsOrNot(of.database().seconds()),
                    TimeText.secondsOrNot(of.health().seconds())));
  }

  private static List<Share> shares(DrillResult.Rto rto) {
    var detect = rto.detectSeconds();
    var decide = rto.decideSeconds();
    var recover = rto.recoverSeconds();
    if (detect == null || decide == null || recover == null || detect + decide + recover <= 0) {
      return List.of();
    }
    double one = 100 / (detect + decide + recover);
    return List.of(
        share("detect", 0, detect * one),
        share("decide", detect * one, decide * one),
        share("recover", (detect + decide) * one, recover * one));
  }

  private static Share share(String style, double x, double width) {
    return new Share(
        style, String.format(Locale.ROOT, "%.2f", x), String.format(Locale.ROOT, "%.2f", width));
  }

  private static Span span(String name, @Nullable Double seconds) {
    return new Span(name.split(" ", -1)[0], name, TimeText.secondsOrNot(seconds));
  }

  private static Span moment(String name, Optional<Instant> at, TimeText words) {
    return new Span("moment", name, at.map(words::exact).orElse("not known"));
  }

  private static FigureCard rpo(DrillResult.Measured measured, Moments moments, TimeText words) {
    var rpo = measured.rpo();
    return new FigureCard(
        "RPO",
        seconds(rpo.seconds()),
        Badge.met(rpo.met()),
        objective(Optional.of(rpo.objectiveSeconds())),
        rpo.why(),
        lostSpans(measured.writes(), moments, words),
        lost(measured.writes()),
        measured.basis() == null
            ? null
            : "Basis: %s. Counted by the canary's own table and objects."
                .formatted(measured.basis()));
  }

  private static Spans lostSpans(
      DrillResult.@Nullable WriteCounts writes, Moments moments, TimeText words) {
    var inEffect = moment("to fault in effect", moments.inEffect(), words);
    if (writes == null || writes.lost() == null) {
      return Spans.of(inEffect);
    }
    var by = writes.lostBy();
    var database = counted("lost by the database", by == null ? null : by.database());
    var bucket = counted("lost by the bucket", by == null ? null : by.bucket());
    return writes.lost() == 0
        ? Spans.of(database, bucket, inEffect)
        : Spans.of(
            database,
            bucket,
            moment("from oldest lost write", moments.oldestLost(), words),
            inEffect);
  }

  private static Span counted(String name, @Nullable Long count) {
    return new Span("moment", name, count == null ? "not known" : TimeText.count(count));
  }

  private static @Nullable String lost(DrillResult.@Nullable WriteCounts writes) {
    if (writes == null || writes.lost() == null) {
      return null;
    }
    var acknowledged = TimeText.count(writes.acknowledged());
    return writes.lost() == 0
        ? "No acknowledged write was lost, of " + acknowledged + "."
        : "%s of %s acknowledged writes lost."
            .formatted(TimeText.count(writes.lost()), acknowledged);
  }

  private static @Nullable Seconds seconds(@Nullable Double seconds) {
    return seconds == null ? null : new Seconds(seconds, TimeText.seconds(seconds));
  }

  private static String objective(Optional<Double> seconds) {
    return seconds.map(it -> "objective " + SpanText.objective(it)).orElse("objective not known");
  }
}
