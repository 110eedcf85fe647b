package dev.lifeboat.drill;

import dev.lifeboat.plan.FailoverPolicy;
import dev.lifeboat.provider.CheckResult;
import dev.lifeboat.provider.Views;
import dev.lifeboat.watch.Watcher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// A person who looks at the checks and begins a failover once one of them fails as often in a row
/// as the plan says, although the views do not agree that the region is lost.
final class ManualDetection {
  private final InstantSource clock;
  private final Watcher.Pause pause;
  private final Views views;

  ManualDetection(InstantSource clock, Watcher.Pause pause, Views views) {
    this.clock = clock;
    this.pause = pause;
    this.views = views;
  }

  /// When it was noticed; empty when not until `deadline`.
  Optional<Instant> until(FailoverPolicy.Detect policy, Instant deadline)
      throws InterruptedException {
    int failed = 0;
    while (clock.instant().isBefore(deadline)) {
      var round = views.look(clock.instant(), policy.every());
      boolean allPassed =
          round.controller().stream().allMatch(check -> check instanceof CheckResult.Passed);
      failed = allPassed ? 0 : failed + 1;
      if (failed >= policy.failures()) {
        return Optional.of(clock.instant());
      }
      pause.of(policy.every());
    }
    return Optional.empty();
  }
}
