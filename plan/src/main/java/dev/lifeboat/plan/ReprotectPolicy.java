package dev.lifeboat.plan;

import dev.lifeboat.plan.FailoverPolicy.Trigger;
import java.time.Duration;

/// Who makes the old side a replica again after a failover, and when. Until then the workload is
/// unprotected: its new writer has nowhere to go.
///
/// @param after how long the old side must have answered before: what comes and goes is left alone
public record ReprotectPolicy(Trigger trigger, Duration after) {
  /// Who makes the old side a replica again after a failover. automatic: the watch. approval: the
  /// watch asks a person. manual: 'lifeboat reprotect' alone.
  static final PlanKey<Trigger> TRIGGER = PlanKey.choice("reprotect", Trigger.APPROVAL);

  /// How long the old side must have answered before it is made a replica again.
  static final PlanKey<Duration> AFTER =
      PlanKey.span("after", Duration.ZERO, Duration.ofDays(7)).or(Duration.ofMinutes(10));

  public ReprotectPolicy {
    AFTER.require(after);
  }
}
