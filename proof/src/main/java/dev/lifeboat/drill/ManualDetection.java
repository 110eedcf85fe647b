package dev.lifeboat.drill;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Views;
import java.time.Instant;
import java.util.Optional;

/// A person who looks at the checks and begins a failover once one of them fails as often in a row
/// as the plan says, although the views do not agree that the region is lost.
record ManualDetection(DrillClock clock, Views views) {

  /// When it was noticed; empty when not until `deadline`.
  Optional<Instant> until(FailoverPolicy.Detect policy, Instant deadline)
      throws InterruptedException {
    int failed = 0;
    while (clock.now().isBefore(deadline)) {
      var round = views.look(clock.now(), policy.every());
      boolean allPassed =
          round.controller().stream().allMatch(check -> check instanceof CheckResult.Passed);
      failed = allPassed ? 0 : failed + 1;
      if (failed >= policy.failures()) {
        return Optional.of(clock.now());
      }
      clock.pause(policy.every());
    }
    return Optional.empty();
  }
}
