package dev.lifeboat.drill;

import dev.lifeboat.measure.Figure;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Objectives;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The measured figures beside their objectives, in the form of JSON.
final class Figures {
  private final Objectives objectives;
  private final Recovered recovered;

  Figures(Objectives objectives, Recovered recovered) {
    this.objectives = objectives;
    this.recovered = recovered;
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
    var figure = recovered.measurement().map(Measurement::rto).orElseGet(this::notMeasured);
    var timing = recovered.timing();
    var span = span(figure);
    return new DrillResult.Rto(
        span.map(Seconds::number).orElse(null),
        Seconds.number(objectives.rto()),
        met(figure, objectives.rto()).orElse(null),
        Seconds.number(timing.detect()),
        Seconds.number(timing.decide()),
        span.map(timing::recover).map(Seconds::number).orElse(null),
        timing.capacity().map(Seconds::number).orElse(null),
        why(figure));
  }

  DrillResult.Rpo rpo() {
    var figure = recovered.measurement().map(Measurement::rpo).orElseGet(this::notMeasured);
    return new DrillResult.Rpo(
        span(figure).map(Seconds::number).orElse(null),
        Seconds.number(objectives.rpo()),
        met(figure, objectives.rpo()).orElse(null),
        why(figure));
  }

  private Figure notMeasured() {
    return new Figure.Unknown(recovered.why());
  }

  private static @Nullable String why(Figure figure) {
    return figure instanceof Figure.Unknown(var why) ? why : null;
  }

  DrillResult.@Nullable WriteCounts writes() {
    if (recovered.measurement().isEmpty()) {
      return null;
    }
    var writes = recovered.measurement().get().writes();
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
