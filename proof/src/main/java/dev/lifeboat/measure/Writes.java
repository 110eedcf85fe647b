package dev.lifeboat.measure;

/// How the canary's writes ended, over the whole recording, those after the fault too.
///
/// @param unknown without a telling answer, or without any
/// @param survival which acknowledged ones the recovered region does not hold
public record Writes(long acknowledged, long refused, long unknown, Survival survival) {

  static Writes of(CanaryHistory recording, StoredNumbers rows, StoredNumbers objects) {
    var seen = Progress.of(recording.writes());
    return new Writes(
        seen.acknowledged(),
        seen.refused(),
        seen.unknown() + seen.inFlight(),
        Survival.of(recording.writes(), rows, objects));
  }
}
