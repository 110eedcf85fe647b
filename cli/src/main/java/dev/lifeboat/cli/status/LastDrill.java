package dev.lifeboat.cli.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.history.Proofs;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Figures of a workload's newest drill.
///
/// @param at when it began, RFC 3339 in UTC
/// @param endedAt when it was over
/// @param ageSeconds since it was over
/// @param rtoSeconds null when it measured none
/// @param rpoSeconds null when it measured none
/// @param basis what both rest on; left out where that is the front door
record LastDrill(
    String run,
    String scenario,
    String outcome,
    String at,
    String endedAt,
    double ageSeconds,
    @Nullable Double rtoSeconds,
    @Nullable Double rpoSeconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String basis) {

  static Optional<LastDrill> of(Proofs proofs, Instant now) {
    return proofs.drills().reversed().stream()
        .findFirst()
        .map(drill ->
            new LastDrill(
                drill.run(),
                drill.type().word(),
                drill.end().word(),
                drill.at().toString(),
                drill.ended().toString(),
                Spans.between(drill.ended(), now),
                drill.rtoSeconds().orElse(null),
                drill.rpoSeconds().orElse(null),
                drill.figures().basis().orElse(null)));
  }

  /// Whether its figures are those of a recovery, be it too late.
  boolean recovered() {
    return outcome.equals(Outcome.PASSED.word()) || outcome.equals(Outcome.MISSED.word());
  }

  /// Such as `passed 2 h ago (2026-11-28 06:12:03 +01:00)`, and what its figures rest on if not the
  /// front door.
  String ago(Instant now) {
    var rests = basis == null ? "" : ", basis: " + basis;
    return "%s %s%s".formatted(outcome, Spans.dated(Instant.parse(endedAt), now), rests);
  }
}
