package dev.lifeboat.watch;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.plan.ReprotectPolicy;
import java.time.Instant;
import java.util.Optional;

/// Decides from the looks so far since when a workload is unprotected, and when its old side may be
/// made a replica again. Pure and immutable: [#after] gives the next one.
///
/// @param unprotectedSince the first of the present row of looks that found no candidate
/// @param answersSince since when the old side has answered all along
public record ReprotectTimer(
    ReprotectPolicy policy, Optional<Instant> unprotectedSince, Optional<Instant> answersSince) {

  /// Nothing seen yet.
  public static ReprotectTimer of(ReprotectPolicy policy) {
    return new ReprotectTimer(policy, Optional.empty(), Optional.empty());
  }

  /// This timer after one further look at `now`.
  public ReprotectTimer after(Candidacy look, Instant now) {
    return new ReprotectTimer(
        policy,
        look.holds() ? Optional.empty() : Optional.of(unprotectedSince.orElse(now)),
        look.isReprotectable() ? Optional.of(answersSince.orElse(now)) : Optional.empty());
  }

  /// Whether the old side has answered for as long as the plan asks for.
  public boolean isDue(Instant now) {
    return answersSince.filter(since -> !now.isBefore(since.plus(policy.after()))).isPresent();
  }

  /// The same, counting the old side's answers anew: what was tried failed.
  public ReprotectTimer again() {
    return new ReprotectTimer(policy, unprotectedSince, Optional.empty());
  }
}
