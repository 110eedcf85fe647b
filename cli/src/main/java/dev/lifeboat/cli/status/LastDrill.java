package dev.lifeboat.cli.status;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.history.Proofs;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the newest drill of a workload measured.
///
/// @param at when it began, RFC 3339 in UTC
/// @param ageSeconds since then
/// @param rtoSeconds null when it measured none
/// @param rpoSeconds null when it measured none
record LastDrill(
    String run,
    String scenario,
    String outcome,
    String at,
    double ageSeconds,
    @Nullable Double rtoSeconds,
    @Nullable Double rpoSeconds) {

  static Optional<LastDrill> of(Proofs proofs, Instant now) {
    return proofs.drills().reversed().stream()
        .findFirst()
        .map(drill ->
            new LastDrill(
                drill.run(),
                drill.scenario(),
                drill.outcome().word(),
                drill.at().toString(),
                Spans.between(drill.at(), now),
                drill.rtoSeconds().orElse(null),
                drill.rpoSeconds().orElse(null)));
  }

  /// Such as `passed 2 h ago`.
  String ago(Instant now) {
    return outcome + " " + Spans.ago(Instant.parse(at), now);
  }
}
