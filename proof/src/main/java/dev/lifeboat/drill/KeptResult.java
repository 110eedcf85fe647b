package dev.lifeboat.drill;

import dev.lifeboat.plan.WordedChoice;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A `result.json`, as whoever reads one believes it.
public final class KeptResult {
  private static final List<String> KEYS =
      List.of("scenario", "plan", "workload", "run", "outcome", "startedAt");

  private KeptResult() {}

  /// What is wrong with it, in words such as "no result of a drill"; empty for a result.
  public static Optional<String> fault(JsonNode kept) {
    var none = "no result of a drill";
    if (!kept.path("schema").asString("").equals(DrillResult.SCHEMA)) {
      return Optional.of(none);
    }
    return KEYS.stream()
        .filter(key -> !kept.path(key).isString())
        .findFirst()
        .map(key -> "%s: it has no '%s'".formatted(none, key))
        .or(() ->
            Stream.of(
                    unknownEnd(kept.path("outcome").asString()),
                    wrongMoment(kept.path("startedAt").asString()),
                    wrongFigure(kept, "rto"),
                    wrongFigure(kept, "rpo"))
                .flatMap(Optional::stream)
                .findFirst()
                .map((none + ": ")::concat));
  }

  private static Optional<String> wrongMoment(String begun) {
    try {
      var _ = Instant.parse(begun);
      return Optional.empty();
    } catch (DateTimeParseException wrong) {
      return Optional.of("none begins at '%s'".formatted(begun));
    }
  }

  /// What was not measured has no seconds, or null.
  private static Optional<String> wrongFigure(JsonNode kept, String figure) {
    var seconds = kept.path(figure).path("seconds");
    return seconds.isNumber() || seconds.isNull() || seconds.isMissingNode()
        ? Optional.empty()
        : Optional.of("its %s is no number of seconds: %s".formatted(figure, seconds));
  }

  private static Optional<String> unknownEnd(String outcome) {
    return WordedChoice.find(DrillResult.Outcome.values(), outcome).isPresent()
        ? Optional.empty()
        : Optional.of("none ends as '%s'".formatted(outcome));
  }
}
