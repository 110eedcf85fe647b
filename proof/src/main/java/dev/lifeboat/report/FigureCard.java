package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.plan.Objectives;
import dev.lifeboat.plan.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// RTO or RPO, large, beside its objective.
///
/// @param measured null when it was not
/// @param why it was not measured; else null
/// @param spans into which an RTO divides, and full capacity; null of an RPO
/// @param lost what is said of lost writes; null of an RTO, and when they were not counted
/// @param basis what the figure rests on; null where that is the front door
record FigureCard(
    String name,
    @Nullable Seconds measured,
    Badge badge,
    String objective,
    @Nullable String why,
    @Nullable Spans spans,
    @Nullable String lost,
    @Nullable String basis) {

  /// A figure, for machines and for people.
  record Seconds(double value, String text) {}

  /// @param divided whether all parts are known, so that they can be drawn
  /// @param shares of the whole RTO
  record Spans(boolean divided, List<Share> shares, List<Span> all) {}

  record Share(String style, String x, String width) {}

  record Span(String style, String name, String text) {}

  /// Both figures.
  static List<FigureCard> of(Contents contents) {
    return switch (contents.result()) {
      case Part.Here<DrillResult>(var result) ->
          List.of(rto(result.measured()), rpo(result.measured()));
      case Part.Missing<DrillResult>(var why) -> {
        var objectives = contents.workload().value().map(Workload::objectives);
        yield List.of(
            unmeasured("RTO", objectives.map(Objectives::rto).map(TimeText::inSeconds), why),
            unmeasured("RPO", objectives.map(Objectives::rpo).map(TimeText::inSeconds), why));
      }
    };
  }

  private static FigureCard unmeasured(String name, Optional<Double> objective, String why) {
    return new FigureCard(name, null, Badge.met(null), objective(objective), why, null, null, null);
  }

  private static FigureCard rto(DrillResult.Measured measured) {
    var rto = measured.rto();
    var of = measured.rtoOf();
    var all =
        List.of(
            span("detect", rto.detectSeconds()),
            span("decide", rto.decideSeconds()),
            span("recover", rto.recoverSeconds()),
            span("full capacity after", rto.capacitySeconds()));
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

  private static FigureCard rpo(DrillResult.Measured measured) {
    var rpo = measured.rpo();
    return new FigureCard(
        "RPO",
        seconds(rpo.seconds()),
        Badge.met(rpo.met()),
        objective(Optional.of(rpo.objectiveSeconds())),
        rpo.why(),
        null,
        lost(measured.writes()),
        measured.basis() == null
            ? null
            : "Basis: %s. Counted by the canary's own table and objects."
                .formatted(measured.basis()));
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
    return seconds.map(it -> "objective " + TimeText.objective(it)).orElse("objective not known");
  }
}
