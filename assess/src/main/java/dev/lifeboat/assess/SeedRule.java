package dev.lifeboat.assess;

import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import java.time.Duration;

/// The rule of a guide that many teams began with, as its code has it: what is critical and must be
/// back within a quarter of an hour runs in both regions, and so on down. By its prose the
/// criticality alone would lead to another answer; the code counts. RPO, dependencies and cost are
/// nothing to it.
final class SeedRule {
  static final Duration ACTIVE_BELOW = Duration.ofMinutes(15);
  static final Duration WARM_BELOW = Duration.ofHours(1);
  static final Duration PILOT_BELOW = Duration.ofHours(4);

  private SeedRule() {}

  static Strategy strategy(Duration rto, Criticality criticality) {
    if (below(rto, ACTIVE_BELOW) && criticality == Criticality.CRITICAL) {
      return Strategy.ACTIVE_ACTIVE;
    }
    if (below(rto, WARM_BELOW)
        && (criticality == Criticality.CRITICAL || criticality == Criticality.HIGH)) {
      return Strategy.WARM_STANDBY;
    }
    if (below(rto, PILOT_BELOW)
        && (criticality == Criticality.HIGH || criticality == Criticality.MEDIUM)) {
      return Strategy.PILOT_LIGHT;
    }
    return Strategy.BACKUP_AND_RESTORE;
  }

  private static boolean below(Duration rto, Duration limit) {
    return rto.compareTo(limit) < 0;
  }

  static String because(Duration rto, Criticality criticality) {
    var strategy = strategy(rto, criticality);
    var limit =
        switch (strategy) {
          case ACTIVE_ACTIVE -> "below " + SpanText.estimated(ACTIVE_BELOW);
          case WARM_STANDBY -> "below " + SpanText.estimated(WARM_BELOW);
          case PILOT_LIGHT -> "below " + SpanText.estimated(PILOT_BELOW);
          case BACKUP_AND_RESTORE -> "below no limit of that";
        };
    return "By the seed's rule: its criticality is %s, and an RTO of %s is %s."
        .formatted(criticality.word(), SpanText.estimated(rto), limit);
  }
}
