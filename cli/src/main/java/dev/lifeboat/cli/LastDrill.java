package dev.lifeboat.cli;

import dev.lifeboat.control.RunRecords;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the newest drill of a workload measured.
///
/// @param at when it began, RFC 3339 in UTC
/// @param ageSeconds since then; null when that is not known
/// @param rtoSeconds null when it measured none
/// @param rpoSeconds null when it measured none
record LastDrill(
    String run,
    String scenario,
    String outcome,
    String at,
    @Nullable Double ageSeconds,
    @Nullable Double rtoSeconds,
    @Nullable Double rpoSeconds) {

  static Optional<LastDrill> of(Path state, String plan, String workload, Instant now)
      throws ProblemException {
    for (var run : new RunRecords(state).list()) {
      if (run.kind().equals("drill")
          && run.plan().equals(plan)
          && run.workload().equals(workload)) {
        return RunRecords.drill(Path.of(run.folder())).map(result -> of(run.run(), result, now));
      }
    }
    return Optional.empty();
  }

  private static LastDrill of(String run, JsonNode result, Instant now) {
    var at = result.path("startedAt").asString("unknown");
    return new LastDrill(
        run,
        result.path("scenario").asString("unknown"),
        result.path("outcome").asString("unknown"),
        at,
        age(at, now),
        number(result.path("rto").path("seconds")),
        number(result.path("rpo").path("seconds")));
  }

  private static @Nullable Double number(JsonNode node) {
    return node.isNumber() ? node.asDouble() : null;
  }

  private static @Nullable Double age(String at, Instant now) {
    try {
      return Duration.between(Instant.parse(at), now).toMillis() / 1e3;
    } catch (DateTimeParseException damaged) {
      return null;
    }
  }

  /// Such as `passed 2 h ago`.
  String ago(Instant now) {
    return ageSeconds == null
        ? outcome + " at an unknown time"
        : outcome + " " + Spans.ago(Instant.parse(at), now);
  }
}
