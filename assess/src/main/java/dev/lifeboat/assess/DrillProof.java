package dev.lifeboat.assess;

import java.time.Instant;
import java.util.Optional;

/// Standing of a workload by its drills.
///
/// @param measured with the plan as it is now; empty if nothing was, or the newest drill says that
///   it no longer holds and measured nothing itself
/// @param refuted what became of the newest drill, if it did not pass: nothing is proven then
/// @param run the newest that proves it
/// @param spans how what runs took is spread
/// @param unprotected the failover since which no run made the other side follow; empty where none
///   is known
public record DrillProof(
    Optional<MeasuredRecovery> measured,
    Optional<String> refuted,
    Optional<String> run,
    PastSpans spans,
    Optional<String> unprotected) {
  /// Nobody drilled it.
  public static final DrillProof NONE =
      new DrillProof(
          Optional.empty(), Optional.empty(), Optional.empty(), PastSpans.NONE, Optional.empty());

  /// The same after such a failover.
  public DrillProof unprotectedSince(Optional<String> run) {
    return new DrillProof(measured, refuted, this.run, spans, run);
  }

  /// When the newest drill ended that proves it.
  Optional<Instant> provenAt() {
    return measured.filter(_ -> refuted.isEmpty()).map(MeasuredRecovery::newestAt);
  }
}
