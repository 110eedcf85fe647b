package dev.lifeboat.measure;

/// How the canary's writes ended, over the whole recording, those after the fault too.
///
/// @param unknown without a telling answer, or without any
/// @param survival which acknowledged ones the recovered region does not hold
public record Writes(long acknowledged, long refused, long unknown, Survival survival) {

  static Writes of(CanaryHistory recording, StoredNumbers rows, StoredNumbers objects) {
    long refused = 0;
    long unknown = 0;
    long acknowledged = 0;
    for (var write : recording.writes()) {
      switch (write.outcome()) {
        case CanaryAttempt.Acknowledged _ -> acknowledged++;
        case CanaryAttempt.Refused _ -> refused++;
        case CanaryAttempt.Unknown _, CanaryAttempt.Pending _ -> unknown++;
        case CanaryAttempt.NotSent _ -> {}
      }
    }
    return new Writes(
        acknowledged, refused, unknown, Survival.of(recording.writes(), rows, objects));
  }
}
