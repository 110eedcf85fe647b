package dev.lifeboat.plan;

import java.time.Duration;

/// Who makes the old side a replica again after a failover, and when. Until then the workload is
/// unprotected: its new writer has nowhere to go.
///
/// @param trigger who decides
/// @param after how long the old side must have answered before, 0 to 7 days: what comes and goes
///   is left alone
public record ReprotectPolicy(FailoverPolicy.Trigger trigger, Duration after) {
  static final Duration AFTER = Duration.ofMinutes(10);
  static final KeyType.Span AFTERS = new KeyType.Span(Duration.ZERO, Duration.ofDays(7));

  public ReprotectPolicy {
    AFTERS.require("after", after);
  }

  /// The default: a person approves, once the old side has answered for ten minutes.
  public static ReprotectPolicy standard() {
    return new ReprotectPolicy(FailoverPolicy.Trigger.APPROVAL, AFTER);
  }
}
