package dev.lifeboat.drill;

import dev.lifeboat.plan.WordedChoice;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A `result.json`, as whoever reads one believes it.
public final class KeptResult {
  private static final List<String> KEYS =
      List.of("scenario", "plan", "workload", "run", "outcome");

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
        .or(() -> unknownEnd(kept.path("outcome").asString()).map((none + ": ")::concat));
  }

  private static Optional<String> unknownEnd(String outcome) {
    return WordedChoice.find(DrillResult.Outcome.values(), outcome).isPresent()
        ? Optional.empty()
        : Optional.of("none ends as '%s'".formatted(outcome));
  }
}
