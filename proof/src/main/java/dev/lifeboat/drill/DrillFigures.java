package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Objectives;
import dev.lifeboat.plan.SpanText;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The measured figures beside their objectives, in the form of JSON.
///
/// @param timing of a failover, by which the RTO is divided; empty when nothing was failed over
/// @param capacity from the fault until full capacity was there; empty when that was not seen
record DrillFigures(
    Objectives objectives,
    Evidence.Result result,
    Optional<DrillMoments> timing,
    Optional<Duration> capacity) {

  /// Of a drill that moved the writer.
  static DrillFigures of(Objectives objectives, DrillFailover recovered) {
    var timing = recovered.timing();
    return new DrillFigures(
        objectives,
        recovered.result(),
        Optional.of(timing).filter(it -> !it.planned()),
        timing.capacity());
  }

  /// Of a drill that moved nothing, and of which nobody saw when full capacity was there.
  static DrillFigures of(Objectives objectives, Evidence.Result result) {
    return new DrillFigures(objectives, result, Optional.empty(), Optional.empty());
  }

  DrillResult.Measured measured() {
    var both = result.measurement().flatMap(Measurement::onDatabase);
    return new DrillResult.Measured(
        rto(),
        rpo(),
        writes(result),
        both.map(_ -> Canary.Basis.DATABASE.word()).orElse(null),
        both.map(it -> new DrillResult.RtoOf(half(it.database()), half(it.health()))).orElse(null));
  }

  private DrillResult.Half half(Figure figure) {
    return new DrillResult.Half(seconds(span(figure)), met(figure, objectives.rto()), why(figure));
  }

  /// Whether the figure meets `objective`, exactly being enough; null when it was not measured.
  private static @Nullable Boolean met(Figure figure, Duration objective) {
    return span(figure).map(span -> span.compareTo(objective) <= 0).orElse(null);
  }

  private static Optional<Duration> span(Figure figure) {
    return figure instanceof Figure.Measured(var span) ? Optional.of(span) : Optional.empty();
  }

  private static @Nullable Double seconds(Optional<Duration> span) {
    return span.map(SpanText::number).orElse(null);
  }

  DrillResult.Rto rto() {
    var figure = figure(Measurement::rto);
    var span = span(figure);
    return new DrillResult.Rto(
        seconds(span),
        SpanText.number(objectives.rto()),
        met(figure, objectives.rto()),
        seconds(timing.map(DrillMoments::detect)),
        seconds(timing.map(DrillMoments::decide)),
        seconds(timing.flatMap(it -> span.map(it::recover))),
        seconds(capacity),
        why(figure));
  }

  private DrillResult.Rpo rpo() {
    return rpo(figure(Measurement::rpo), objectives);
  }

  /// An RPO, perhaps measured in another way.
  static DrillResult.Rpo rpo(Figure figure, Objectives objectives) {
    return new DrillResult.Rpo(
        seconds(span(figure)),
        SpanText.number(objectives.rpo()),
        met(figure, objectives.rpo()),
        why(figure));
  }

  /// What the two figures make of a drill.
  static DrillVerdict verdict(DrillResult.Measured measured) {
    var rto = measured.rto();
    var rpo = measured.rpo();
    if (rto.met() == null) {
      return new DrillVerdict(Outcome.MISSED, "RTO not measured: " + rto.why());
    }
    if (rpo.met() == null) {
      return new DrillVerdict(Outcome.MISSED, "RPO not measured: " + rpo.why());
    }
    if (!rto.met()) {
      return new DrillVerdict(Outcome.MISSED, "RTO over its objective");
    }
    return rpo.met()
        ? DrillVerdict.PASSED
        : new DrillVerdict(Outcome.MISSED, "RPO over its objective");
  }

  private Figure figure(Function<Measurement, Figure> which) {
    return result.measurement().map(which).orElseGet(() -> new Figure.Unknown(result.why()));
  }

  private static @Nullable String why(Figure figure) {
    return figure instanceof Figure.Unknown(var why) ? why : null;
  }

  /// Null when they were not counted.
  static DrillResult.@Nullable WriteCounts writes(Evidence.Result result) {
    if (result.measurement().isEmpty()) {
      return null;
    }
    var writes = result.measurement().get().writes();
    var counted = writes.survival() instanceof Survival.Counted it ? it : null;
    return new DrillResult.WriteCounts(
        writes.acknowledged(),
        counted == null ? null : counted.surviving(),
        counted == null ? null : (long) counted.lost().size(),
        writes.unknown(),
        writes.refused(),
        counted == null ? null : new DrillResult.LostBy(counted.byDatabase(), counted.byBucket()),
        counted == null ? null : counted.lost().stream().map(Survival.LostWrite::number).toList(),
        writes.survival() instanceof Survival.Unknown(var why) ? why : null);
  }
}
