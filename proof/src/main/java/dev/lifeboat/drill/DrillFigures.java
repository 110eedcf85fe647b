package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Objectives;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The measured figures beside their objectives, in the form of JSON.
///
/// @param why of a missing measurement
/// @param timing of a failover, by which the RTO is divided; empty when nothing was failed over
/// @param capacity from the fault until full capacity was there; empty when that was not seen
record DrillFigures(
    Objectives objectives,
    Optional<Measurement> measurement,
    String why,
    Optional<DrillMoments> timing,
    Optional<Duration> capacity) {

  DrillFigures(Objectives objectives, DrillFailover recovered) {
    this(
        objectives,
        recovered.measurement(),
        recovered.why(),
        Optional.of(recovered.timing()).filter(timing -> !timing.planned()),
        recovered.timing().capacity());
  }

  /// Whether the figure meets `objective`, exactly being enough; empty when it was not measured.
  static Optional<Boolean> met(Figure figure, Duration objective) {
    return span(figure).map(span -> span.compareTo(objective) <= 0);
  }

  private static Optional<Duration> span(Figure figure) {
    return switch (figure) {
      case Figure.Measured(var span) -> Optional.of(span);
      case Figure.Unknown _ -> Optional.empty();
    };
  }

  DrillResult.Rto rto() {
    var figure = measurement.map(Measurement::rto).orElseGet(this::notMeasured);
    var span = span(figure);
    return new DrillResult.Rto(
        span.map(Seconds::number).orElse(null),
        Seconds.number(objectives.rto()),
        met(figure, objectives.rto()).orElse(null),
        timing.map(DrillMoments::detect).map(Seconds::number).orElse(null),
        timing.map(DrillMoments::decide).map(Seconds::number).orElse(null),
        timing.flatMap(it -> span.map(it::recover)).map(Seconds::number).orElse(null),
        capacity.map(Seconds::number).orElse(null),
        why(figure));
  }

  DrillResult.Rpo rpo() {
    return rpo(measurement.map(Measurement::rpo).orElseGet(this::notMeasured), objectives);
  }

  /// An RPO that was measured in another way, in the same form.
  static DrillResult.Rpo rpo(Figure figure, Objectives objectives) {
    return new DrillResult.Rpo(
        span(figure).map(Seconds::number).orElse(null),
        Seconds.number(objectives.rpo()),
        met(figure, objectives.rpo()).orElse(null),
        why(figure));
  }

  /// What the two figures make of a drill.
  DrillVerdict verdict() {
    return verdict(rto(), rpo());
  }

  static DrillVerdict verdict(DrillResult.Rto rto, DrillResult.Rpo rpo) {
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

  private Figure notMeasured() {
    return new Figure.Unknown(why);
  }

  private static @Nullable String why(Figure figure) {
    return figure instanceof Figure.Unknown(var why) ? why : null;
  }

  DrillResult.@Nullable WriteCounts writes() {
    if (measurement.isEmpty()) {
      return null;
    }
    var writes = measurement.get().writes();
    return switch (writes.survival()) {
      case Survival.Counted counted ->
          new DrillResult.WriteCounts(
              writes.acknowledged(),
              counted.surviving(),
              (long) counted.lost().size(),
              writes.unknown(),
              writes.refused(),
              new DrillResult.LostBy(counted.byDatabase(), counted.byBucket()),
              counted.lost().stream().map(Survival.LostWrite::number).toList(),
              null);
      case Survival.Unknown(var why) ->
          new DrillResult.WriteCounts(
              writes.acknowledged(),
              null,
              null,
              writes.unknown(),
              writes.refused(),
              null,
              null,
              why);
    };
  }
}
